import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { onTenant } from "@/lib/auth/guard";
import { csvFile } from "@/lib/csv/csv-file";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { addDays } from "@/lib/domain/time/day-span";
import { readStatements } from "@/lib/features/billing/statements/read-statements";
import { refusalStatus } from "@/lib/http/status";
import { promisedLineText } from "@/lib/i18n/promise/promised-line-text";

/** A month's statement as a file: a row a line, with its days and its amount in major units. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ tenant: string }> }) {
  const list = await onTenant((await params).tenant, (ctx, tenantId) => readStatements(ctx, tenantId, {}));
  const { month, currency } = Object.fromEntries(request.nextUrl.searchParams);
  const statement = list.ok
    ? list.value.statements.find((each) => each.monthFrom === `${month}-01` && each.currency === currency)
    : undefined;
  if (!statement) return new Response(null, { status: refusalStatus.not_found });
  const [t, locale] = await Promise.all([getTranslations("statements"), getLocale()]);
  const text = csvFile([
    [t("line"), "", t("from"), t("to"), t("amount"), t("invoicedAs")],
    ...statement.lines.map(({ line, invoiced }) => {
      const { label, detail } = promisedLineText(line, statement.currency, locale);
      return [
        label,
        detail,
        line.span.from,
        addDays(line.span.until, -1),
        minorToMajor(line.amountMinor, statement.currency) ?? "",
        invoiced ? (minorToMajor(invoiced.amountMinor, statement.currency) ?? "") : "",
      ];
    }),
  ]);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="statement-${month}-${currency}.csv"`,
      "cache-control": "no-store",
    },
  });
}
