import { useLocale, useTranslations } from "next-intl";
import { PromiseRow } from "@/components/license/promise-table";
import { Money } from "@/components/ui/money";
import { SumRow, Td, Th } from "@/components/ui/table";
import type { InvoiceTax } from "@/lib/domain/invoice-list/invoice-tax";
import type { TenantInvoiceDetail } from "@/lib/features/billing/invoices/read-tenant-invoice";
import { formatMoney } from "@/lib/i18n/format";

/** Below the lines: taxes by rate, the total, and what was paid, credited, given back and given up of it. */
export function InvoiceSums({ invoice }: { invoice: TenantInvoiceDetail }) {
  const t = useTranslations("invoices.one");
  const { lines, taxes, currency, totalMinor, openMinor } = invoice;
  const discount = lines.from === "stripe" ? BigInt(lines.discountMinor) : 0n;
  return (
    <>
      {discount !== 0n && <PromiseRow label={t("discount")} minor={String(-discount)} currency={currency} />}
      {taxes.map((tax) => (
        <TaxRow key={`${tax.percent} ${tax.inclusive}`} tax={tax} currency={currency} />
      ))}
      <SumRow>
        <Th scope="row">{t("total")}</Th>
        <Td numeric>
          <Money minor={totalMinor} currency={currency} />
        </Td>
      </SumRow>
      {partsOf(invoice).map(([name, minor]) => (
        <PromiseRow key={name} label={t(name)} minor={String(minor)} currency={currency} />
      ))}
      {openMinor !== "0" && (
        <SumRow>
          <Th scope="row">{t("open")}</Th>
          <Td numeric>
            <Money minor={openMinor} currency={currency} />
          </Td>
        </SumRow>
      )}
    </>
  );
}

function TaxRow({ tax, currency }: { tax: InvoiceTax; currency: string }) {
  const t = useTranslations("invoices.one");
  const locale = useLocale();
  const { percent, inclusive, amountMinor, taxableMinor } = tax;
  const money = (minor: bigint) => formatMoney(minor, currency, locale);
  const taxable = BigInt(taxableMinor);
  const label = inclusive
    ? t("taxIncluded", { percent, gross: money(taxable + BigInt(amountMinor)) })
    : t("taxAdded", { percent, taxable: money(taxable) });
  return <PromiseRow label={label} minor={amountMinor} currency={currency} />;
}

/** What became of the total; nothing is not named. */
function partsOf(invoice: TenantInvoiceDetail) {
  const balance = BigInt(invoice.balanceUsedMinor);
  const parts = [
    [balance > 0n ? "usedCredit" : "owedBefore", -balance],
    ["carried", -BigInt(invoice.carriedMinor)],
    ["credited", -BigInt(invoice.creditedMinor)],
    ["paid", -BigInt(invoice.paidMinor)],
    ["refunded", BigInt(invoice.refundedMinor)],
    ["lost", BigInt(invoice.lostMinor)],
    ["writtenOff", -BigInt(invoice.writtenOff?.isPaid ? 0n : (invoice.writtenOff?.amountMinor ?? 0n))],
  ] as const;
  return parts.filter(([, minor]) => minor !== 0n);
}
