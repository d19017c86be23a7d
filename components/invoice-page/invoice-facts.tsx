import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { DateText } from "@/components/ui/date-text";
import { Money } from "@/components/ui/money";
import type { TenantInvoiceDetail } from "@/lib/features/billing/invoices/read-tenant-invoice";

type InvoiceFactsProps = { invoice: TenantInvoiceDetail; timeZone: string };

/** To whom, when, how it is paid, and what is left to pay. */
export function InvoiceFacts({ invoice, timeZone }: InvoiceFactsProps) {
  const t = useTranslations("invoices.one");
  const { payerName, issuedAt, dueAt, paidAt, nextAttemptAt, isSent, openMinor, currency } = invoice;
  const dates = [
    ["date", issuedAt],
    ["due", dueAt],
    ["paidAt", paidAt],
    ["nextAttempt", nextAttemptAt],
  ] as const;
  return (
    <KeyValueList>
      <KeyValue label={t("payer")}>{payerName}</KeyValue>
      {dates.map(
        ([name, at]) =>
          at && (
            <KeyValue key={name} label={t(name)} figures>
              <DateText at={at} timeZone={timeZone} />
            </KeyValue>
          ),
      )}
      <KeyValue label={t("how")}>{t(isSent ? "sent" : "card")}</KeyValue>
      {openMinor !== "0" && (
        <KeyValue label={t("open")} figures>
          <Money minor={openMinor} currency={currency} className="font-semibold" />
        </KeyValue>
      )}
    </KeyValueList>
  );
}
