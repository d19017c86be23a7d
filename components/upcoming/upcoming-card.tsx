"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PromiseHead, PromiseLines, PromiseRow, PromiseTable } from "@/components/license/promise-table";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type {
  UpcomingInvoice,
  UpcomingInvoices,
  UpcomingStatement,
} from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { formatDate } from "@/lib/i18n/format";

/** What will be charged next, as it stands now, line by line, with when and how. `children`: what stands before it. */
export function UpcomingCard({ upcoming, children }: { upcoming: UpcomingInvoices; children?: ReactNode }) {
  const t = useTranslations("invoices.upcoming");
  const locale = useLocale();
  const { invoices, statements, endsAt, timeZone, graceHours } = upcoming;
  const isEmpty = invoices.length === 0 && statements.length === 0;
  return (
    <Card title={t("title")} description={t("lead")} emphasis="lead">
      {graceHours > 0 && <p className="mb-4 text-ink-soft">{t("grace", { hours: graceHours })}</p>}
      {children}
      {isEmpty && <p className="text-ink-soft">{t("nothing")}</p>}
      <div className="grid gap-8">
        {invoices.map((invoice) => (
          <Invoice
            key={`${invoice.dueAt} ${invoice.kind} ${invoice.promise.currency}`}
            invoice={invoice}
            upcoming={upcoming}
          />
        ))}
        {statements.map((statement) => (
          <Statement
            key={`${statement.dueAt} ${statement.currency}`}
            statement={statement}
            timeZone={timeZone}
          />
        ))}
      </div>
      {endsAt && (
        <p className="mt-4 text-ink-soft">
          {t("ends", { date: formatDate(endsAt, timeZone, locale, "long") })}
        </p>
      )}
    </Card>
  );
}

function Invoice({ invoice, upcoming }: { invoice: UpcomingInvoice; upcoming: UpcomingInvoices }) {
  const t = useTranslations("invoices.upcoming");
  const locale = useLocale();
  // With a time of grace the usage before the period is billed apart from it.
  const kind = invoice.kind === "period" && upcoming.graceHours > 0 ? "periodAlone" : invoice.kind;
  const title = t(kind, { date: formatDate(invoice.dueAt, upcoming.timeZone, locale, "long") });
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <p className="mb-3 text-ink-soft text-sm">{t("standsNow", { how: useHow(invoice, upcoming) })}</p>
      <PromiseTable promise={invoice.promise} title={title} total={t("total")} />
      {invoice.atStripe && <AddedAtStripe added={invoice.atStripe} currency={invoice.promise.currency} />}
    </section>
  );
}

/** What people put on the subscription in Stripe's dashboard, and what is charged with it. */
function AddedAtStripe({
  added,
  currency,
}: {
  added: NonNullable<UpcomingInvoice["atStripe"]>;
  currency: string;
}) {
  const t = useTranslations("invoices.upcoming");
  return (
    <Table className="mt-3">
      <tbody>
        {added.items.map(({ name, amountMinor }) => (
          <PromiseRow key={name} label={t("also", { name })} minor={amountMinor} currency={currency} />
        ))}
        <SumRow>
          <Th scope="row">{t("withThese")}</Th>
          <Td numeric>
            <Money minor={added.totalMinor} currency={currency} />
          </Td>
        </SumRow>
      </tbody>
    </Table>
  );
}

/** By which card, or that it is sent. */
function useHow({ payBy, promise }: UpcomingInvoice, { card, timeZone }: UpcomingInvoices): string {
  const t = useTranslations("invoices.upcoming");
  const locale = useLocale();
  if (BigInt(promise.dueNowMinor) <= 0n) return t("notCharged");
  if (payBy !== null) return t("sent", { date: formatDate(payBy, timeZone, locale, "long") });
  if (card === "none") return t("noCard");
  if (card === "unknown") return t("charged");
  return t("card", { brand: card.brand, last4: card.last4 });
}

function Statement({ statement, timeZone }: { statement: UpcomingStatement; timeZone: string }) {
  const t = useTranslations("invoices.upcoming");
  const locale = useLocale();
  const { currency, lines, totalMinor } = statement;
  const title = t("statement", { date: formatDate(statement.dueAt, timeZone, locale, "long") });
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <p className="mb-3 text-ink-soft text-sm">{t("statementHow")}</p>
      <Table>
        <caption className="sr-only">{title}</caption>
        <PromiseHead />
        <tbody>
          <PromiseLines lines={lines} currency={currency} />
          <SumRow>
            <Th scope="row">{t("beforeTax")}</Th>
            <Td numeric>
              <Money minor={totalMinor} currency={currency} />
            </Td>
          </SumRow>
        </tbody>
      </Table>
    </section>
  );
}
