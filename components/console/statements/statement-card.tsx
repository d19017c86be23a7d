"use client";

import { Download, Printer } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import { minorToMajor } from "@/lib/domain/money/major-units";
import type { Statement, Statements } from "@/lib/features/billing/statements/read-statements";
import { formatMonth } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { promisedLineLabel } from "@/lib/i18n/promise/promised-line-text";
import { type LinkAction, LinkSheet } from "./link-sheet";
import { StatementLineRow } from "./statement-line-row";
import { stateOfStatement } from "./statement-rows";

const tones: Record<ReturnType<typeof stateOfStatement>, Tone> = {
  open: "warn",
  part: "warn",
  differs: "bad",
  done: "good",
};

type StatementCardProps = {
  statement: Statement;
  linkable: Statements["linkable"];
  csvHref: string;
  timeZone: string;
  /** Null: the reader may not link invoices. */
  linkStatement: LinkAction | null;
};

/** One month's lines, with where each stands, to copy, to save and to print. */
export function StatementCard(props: StatementCardProps) {
  const { statement, linkable, csvHref, timeZone, linkStatement } = props;
  const t = useTranslations("statements");
  const locale = useLocale();
  const month = formatMonth(statement.monthFrom.slice(0, 7), locale);
  const state = stateOfStatement(statement);
  return (
    <Card
      title={
        <>
          {month} <Chip tone={tones[state]}>{t(`states.${state}`)}</Chip>
        </>
      }
      description={<LinkedInvoices statement={statement} />}
      actions={
        <span className="flex flex-wrap items-center gap-1 print:hidden">
          {linkStatement && (
            <LinkSheet
              statement={statement}
              month={month}
              linkable={linkable}
              timeZone={timeZone}
              linkStatement={linkStatement}
            />
          )}
          <CopyButton text={tabbedLines(statement, locale)} label={t("copy", { month })} />
          <LinkButton
            href={csvHref}
            size="sm"
            variant="quiet"
            prefetch={false}
            download
            icon={<Download aria-hidden="true" />}
          >
            {t("csv")}
          </LinkButton>
          <Button
            size="sm"
            variant="quiet"
            onClick={() => window.print()}
            icon={<Printer aria-hidden="true" />}
          >
            {t("print")}
          </Button>
        </span>
      }
    >
      <Table wide={month}>
        <caption className="sr-only">{month}</caption>
        <thead>
          <tr>
            <Th>{t("line")}</Th>
            <Th numeric>{t("amount")}</Th>
            <Th>{t("invoicedAs")}</Th>
          </tr>
        </thead>
        <tbody>
          {statement.lines.map((line) => (
            <StatementLineRow key={line.id} line={line} statement={statement} />
          ))}
          <SumRow>
            <Th scope="row">{t("total")}</Th>
            <Td numeric>
              <Money minor={statement.totalMinor} currency={statement.currency} />
            </Td>
            <Td>
              {statement.invoices.length > 0 && (
                <Money minor={statement.invoicedMinor} currency={statement.currency} />
              )}
            </Td>
          </SumRow>
        </tbody>
      </Table>
    </Card>
  );
}

function LinkedInvoices({ statement: { invoices } }: { statement: Statement }) {
  return invoices.map(({ id, number, dashboardUrl }) => (
    <TextLink
      key={id}
      external
      href={dashboardUrl}
      target="_blank"
      rel="noopener noreferrer"
      className="mr-3"
    >
      {number}
    </TextLink>
  ));
}

/** A line a row, its text and its amount between tabs, as spreadsheets and forms take them. */
const tabbedLines = ({ lines, currency }: Statement, locale: Locale): string =>
  lines
    .map(({ line }) =>
      [promisedLineLabel(line, currency, locale), minorToMajor(line.amountMinor, currency)].join("\t"),
    )
    .join("\n");
