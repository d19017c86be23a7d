import { getLocale, getTranslations } from "next-intl/server";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { csvFile } from "@/lib/csv/csv-file";
import { minorToMajor } from "@/lib/domain/money/major-units";
import { type MoneyRow, moneyFigures } from "@/lib/domain/revenue/money-month";
import { planNames } from "@/lib/features/catalog/plans/record/plan-names";
import { readMoney } from "@/lib/features/console/revenue/read-money";
import { refusalStatus } from "@/lib/http/status";

/** Money by month for a spreadsheet: each currency as a whole, then by plan. */
export async function GET() {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const report = await readMoney(await contextOf(person), {});
  // Money does not exist for others, like its page.
  if (!report.ok) return new Response(null, { status: refusalStatus.not_found });
  const [t, locale, names] = await Promise.all([getTranslations("money"), getLocale(), planNames(null)]);
  const linesOf = (currency: string, plan: string, months: readonly MoneyRow[]) =>
    months.map((row) => [
      row.month,
      currency,
      plan,
      ...moneyFigures.map((figure) => minorToMajor(String(row[figure]), currency) ?? ""),
    ]);
  const text = csvFile([
    [t("month"), t("currency"), t("plan"), ...moneyFigures.map((figure) => t(`flows.${figure}`))],
    ...report.value.currencies.flatMap(({ currency, months, plans }) => [
      ...linesOf(currency, t("flows.allPlans"), months),
      ...plans.flatMap((plan) =>
        linesOf(currency, names[plan.planKey]?.[locale] ?? plan.planKey, plan.months),
      ),
    ]),
  ]);
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="money-flows-${report.value.currencies[0]?.months.at(-1)?.month ?? "empty"}.csv"`,
      "cache-control": "no-store",
    },
  });
}
