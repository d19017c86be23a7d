import { getLocale, getTranslations } from "next-intl/server";
import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import { csvFile } from "@/lib/csv/csv-file";
import { type UsageOverview, usageOverview } from "@/lib/features/billing/usage/usage-overview";
import { readUsageQuery } from "../usage-query";
import { billColumns, billFileRows } from "./bill-rows";

type Props = { params: Promise<{ tenant: string }> };

/**
 * The page's own numbers, for a spreadsheet: what is billed of a month (`by=bill`), or the days of a month or the months
 * of a year or two of one meter unit.
 */
export async function GET(request: Request, { params }: Props) {
  const { tenant } = await params;
  const { searchParams } = new URL(request.url);
  const query = readUsageQuery((name) => searchParams.get(name) ?? undefined);
  const unitName = searchParams.get("unit") ?? "";
  const asked = searchParams.get("by");
  const by = asked === "month" ? "month" : "day";
  const result = await onTenant(tenant, (ctx, tenantId) => usageOverview(ctx, tenantId, query));
  if (!result.ok) return jsonResponse(result);
  const [t, words, locale] = await Promise.all([
    getTranslations("usage.csv"),
    getTranslations("usage"),
    getLocale(),
  ]);
  if (asked === "bill") {
    const rows = [billColumns.map((column) => t(column)), ...billFileRows(result.value, locale)];
    return fileOf(rows, `${result.value.tenant.slug}-usage-${result.value.month}.csv`);
  }
  const series = seriesOf(
    result.value,
    unitName,
    by,
    { name: words(by === "day" ? "dauTitle" : "mauTitle"), label: words("users") },
    locale,
  );
  if (!series) return jsonResponse({ ok: false, refusal: { code: "not_found" } });
  const { timeZone } = result.value.tenant;
  const span = by === "day" ? result.value.month : `${series.rows[0]?.at}-to-${series.rows.at(-1)?.at}`;
  const rows = [
    [t(by), t("displayName"), t("unitName"), t("count"), t("unitLabel"), t("zone")],
    ...series.rows.map(({ at, count }) => [at, series.name, unitName, count, series.label, timeZone]),
  ];
  return fileOf(rows, `${result.value.tenant.slug}-${unitName}-${span}.csv`);
}

const fileOf = (rows: string[][], name: string): Response =>
  new Response(csvFile(rows), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });

type Series = { name: string; label: string; rows: { at: string; count: string }[] };

function seriesOf(
  { units, mau }: UsageOverview,
  unitName: string,
  by: "day" | "month",
  mauWords: { name: string; label: string },
  locale: "en" | "ja",
): Series | null {
  if (unitName === "mau" && by === "day")
    return { ...mauWords, rows: mau.days.map(({ day, users }) => ({ at: day, count: String(users) })) };
  if (unitName === "mau")
    return { ...mauWords, rows: mau.months.map(({ month, users }) => ({ at: month, count: String(users) })) };
  const unit = units.find((each) => each.unitName === unitName);
  if (!unit) return null;
  const rows =
    by === "day"
      ? unit.days.map(({ day, count }) => ({ at: day, count }))
      : unit.months.map(({ month, count }) => ({ at: month, count }));
  return { name: unit.displayName[locale], label: unit.unitLabel[locale], rows };
}
