import { getTranslations } from "next-intl/server";
import { RevenueFigures } from "@/components/console/revenue/revenue-figures";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/lib/auth/guard";
import { readRevenue } from "@/lib/features/console/revenue/read-revenue";
import type { Context } from "@/lib/features/foundation/context/context";

/** This month's money and the month before, in the currency that most tenants pay in; nothing before the first sale. */
export async function MoneyToday({ ctx }: { ctx: Context }) {
  const [t, { currencies }] = await Promise.all([
    getTranslations("today"),
    readRevenue(ctx, { months: 2 }).then(orNotFound),
  ]);
  const [most] = currencies;
  if (!most) return null;
  return (
    <section aria-labelledby="money-today" className="mt-8">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="money-today" className="font-semibold text-lg">
          {t("money")}
        </h2>
        <TextLink href="/console/money">{t("allMoney")}</TextLink>
      </div>
      <RevenueFigures {...most} />
    </section>
  );
}

/** Stands in its place while it is read, so that the rest of the page does not wait for it. */
export function MoneyTodayLoading() {
  return (
    <Loading className="mt-8 grid grid-cols-2 gap-5 lg:grid-cols-4">
      {["mrr", "new", "churned", "tenants"].map((figure) => (
        <Skeleton key={figure} className="h-28" />
      ))}
    </Loading>
  );
}
