import { getLocale, getTranslations } from "next-intl/server";
import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import { csvFile } from "@/lib/csv/csv-file";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { addDays } from "@/lib/domain/time/day-span";
import { readUsageOfInvoice } from "@/lib/features/billing/invoices/usage-of-invoice";
import { promisedLineText } from "@/lib/i18n/promise/promised-line-text";

type Props = { params: Promise<{ tenant: string; invoice: string }> };

/** All lines of usage of an invoice, for a spreadsheet: what each is worked out from, and its amount before discount and tax. */
export async function GET(_request: Request, { params }: Props) {
  const { tenant, invoice: stripeInvoiceId } = await params;
  const result = await onTenant(tenant, (ctx, tenantId) =>
    readUsageOfInvoice(ctx, tenantId, { stripeInvoiceId }),
  );
  if (!result.ok) return jsonResponse(result);
  const { slug, currency, lines } = result.value;
  const [t, locale] = await Promise.all([getTranslations("invoices.usageColumns"), getLocale()]);
  const columns = ["month", "what", "workedOut", "from", "to", "amount", "currency"] as const;
  const rows = lines.map((line) => {
    const { label, detail } = promisedLineText(line, currency, locale);
    const to = addDays(line.span.until, -1);
    const amount = minorToMajor(line.amountMinor, currency) ?? "";
    return [line.month, label, detail, line.span.from, to, amount, currency];
  });
  return new Response(csvFile([columns.map((column) => t(column)), ...rows]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${slug}-${stripeInvoiceId}-usage.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
