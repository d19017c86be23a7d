"use client";

import { useTranslations } from "next-intl";
import { useButtonAction } from "@/components/patterns/use-action";
import { useDone } from "@/components/people/use-done";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { BookedMonth, bookMonth } from "@/lib/features/console/books/booked-months";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

type BooksCardProps = {
  months: readonly BookedMonth[];
  /** Null for readers who lock nothing. */
  book: ActionOf<typeof bookMonth> | null;
};

/** The months that have ended: whether each was exported to the books, and whether its invoices changed since. */
export function BooksCard({ months, book }: BooksCardProps) {
  const t = useTranslations("books");
  return (
    <Card title={t("title")} description={t("lead")}>
      <Table wide={t("title")}>
        <thead>
          <tr>
            <Th>{t("month")}</Th>
            <Th numeric>{t("invoices")}</Th>
            <Th numeric>{t("issued")}</Th>
            <Th>{t("state")}</Th>
            <Th>{t("file")}</Th>
          </tr>
        </thead>
        <tbody>
          {months.map((row) => (
            <tr key={row.month}>
              <Td>{row.month}</Td>
              <Td numeric>{row.now.invoices}</Td>
              <Td numeric>
                <Totals minor={row.now.totalsMinor} />
              </Td>
              <Td>
                <State row={row} />
              </Td>
              <Td>
                {row.booked || !book ? (
                  <TextLink href={fileOf(row.month)}>{t("download")}</TextLink>
                ) : (
                  <Export month={row.month} book={book} />
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const fileOf = (month: string) => `/console/invoices.csv?month=${month}`;

function Totals({ minor }: { minor: Readonly<Record<string, string>> }) {
  const totals = Object.entries(minor).sort();
  if (totals.length === 0) return "–";
  return totals.map(([currency, amount]) => (
    <Money key={currency} minor={amount} currency={currency} className="block" />
  ));
}

function State({ row: { booked, isChanged } }: { row: BookedMonth }) {
  const t = useTranslations("books");
  if (!booked) return <Chip tone="neutral">{t("open")}</Chip>;
  return (
    <>
      <Chip tone={isChanged ? "warn" : "good"}>{t(isChanged ? "changed" : "locked")}</Chip>
      <span className="block text-ink-soft text-sm">
        <DateText at={booked.at} timeZone="UTC" /> · {booked.by}
      </span>
      {isChanged && (
        <span className="block text-ink-soft text-sm">
          {t("exportedAs")} <Totals minor={booked.totalsMinor} />
        </span>
      )}
    </>
  );
}

/** Marks the month, and then fetches its file. */
function Export({ month, book }: { month: string; book: ActionOf<typeof bookMonth> }) {
  const t = useTranslations("books");
  const { pending, run } = useButtonAction();
  const done = useDone();
  return (
    <Button
      size="sm"
      disabled={pending}
      onClick={() =>
        run(
          () => book({ month }),
          () => {
            window.location.assign(fileOf(month));
            done(t("done", { month }));
          },
        )
      }
    >
      {t("export", { month })}
    </Button>
  );
}
