import { NextResponse } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { movements } from "@/components/console/revenue/movements";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { csvFile } from "@/lib/csv/csv-file";
import { minorToMajor } from "@/lib/domain/money/major-units";
import type { MonthReport } from "@/lib/domain/revenue/month-report";
import { planNames } from "@/lib/features/catalog/plans/record/plan-names";
import { readRevenue } from "@/lib/features/console/revenue/read-revenue";
import { refusalStatus } from "@/lib/http/status";

/** The page's own figures for a spreadsheet: each month and currency as a whole, then by plan; then everybody's MAU. */
export async function GET() {
  const person = await currentPerson();
  if (!person) return new NextResponse(null, { status: refusalStatus.unauthenticated });
  const report = await readRevenue(await contextOf(person), {});
  // Money does not exist for others, like its page.
  if (!report.ok) return new NextResponse(null, { status: refusalStatus.not_found });
  const [t, locale, names] = await Promise.all([getTranslations("money"), getLocale(), planNames(null)]);
  const { currencies, mau } = report.value;
  const major = (minor: bigint, currency: string) => minorToMajor(String(minor), currency) ?? "";
  const ofMonth = (currency: string, month: MonthReport) => [
    [
      month.month,
      currency,
      t("total"),
      String(month.tenants),
      major(month.mrrMinor, currency),
      ...movements.map(({ signedMinor }) => major(signedMinor(month), currency)),
      "",
    ],
    ...month.plans.map(({ planKey, tenants, mrrMinor }) => [
      month.month,
      currency,
      names[planKey]?.[locale] ?? planKey,
      String(tenants),
      major(mrrMinor, currency),
      ...movements.map(() => ""),
      "",
    ]),
  ];
  const text = csvFile([
    [
      t("month"),
      t("currency"),
      t("plan"),
      t("figures.tenants"),
      t("figures.mrr"),
      ...movements.map(({ key }) => t(`movements.${key}`)),
      t("mau"),
    ],
    ...currencies.flatMap(({ currency, months }) => months.flatMap((month) => ofMonth(currency, month))),
    ...mau.map(({ month, users }) => [month, "", "", "", "", ...movements.map(() => ""), String(users)]),
  ]);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="money-${mau.at(-1)?.month}.csv"`,
      "cache-control": "no-store",
    },
  });
}
