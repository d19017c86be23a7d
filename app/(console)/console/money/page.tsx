import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MauTotals } from "@/components/console/revenue/mau-totals";
import { MoneyCard } from "@/components/console/revenue/money-card";
import { MonthsTable } from "@/components/console/revenue/months-table";
import { earningMonths } from "@/components/console/revenue/movements";
import { PlansTable } from "@/components/console/revenue/plans-table";
import { RevenueChart } from "@/components/console/revenue/revenue-chart";
import { RevenueFigures } from "@/components/console/revenue/revenue-figures";
import { ZoneSheet } from "@/components/console/revenue/zone-sheet";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/guard";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { planNames } from "@/lib/features/catalog/plans/record/plan-names";
import { readMoney } from "@/lib/features/console/revenue/read-money";
import { readRevenue } from "@/lib/features/console/revenue/read-revenue";
import { saveBookSettings } from "./actions";
import { openMoney } from "./open-money";

export async function generateMetadata(): Promise<Metadata> {
  await openMoney();
  return { title: (await getTranslations("money"))("title") };
}

/** With fewer bars than these a trend cannot be seen. */
const leastBars = 6;

type Query = Promise<{ currency?: string | string[]; plan?: string | string[] }>;

/** What the licenses bring in by month and by plan, one currency at a time, and everybody's active users. */
export default async function MoneyPage({ searchParams }: { searchParams: Query }) {
  const { ctx } = await openMoney();
  const [t, names, { currencies, mau }, money, query] = await Promise.all([
    getTranslations("money"),
    planNames(null),
    readRevenue(ctx, {}).then(orNotFound),
    readMoney(ctx, {}).then(orNotFound),
    searchParams,
  ]);
  const shown = currencies.find(({ currency }) => currency === query.currency) ?? currencies[0];
  const flows = money.currencies.find(({ currency }) => currency === (query.currency ?? shown?.currency));
  const [plan] = [query.plan].flat();
  const mayEdit = may(rolesOf(ctx.actor, null), "catalog.edit");
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            {mayEdit && <ZoneSheet timeZone={money.timeZone} save={saveBookSettings} />}
            <LinkButton
              href="/console/money/csv"
              icon={<Download aria-hidden="true" />}
              prefetch={false}
              download
            >
              {t("csv")}
            </LinkButton>
          </>
        }
      />
      {currencies.length > 1 && (
        <div className="mb-6">
          <LinkTabs
            label={t("currency")}
            tabs={currencies.map(({ currency }) => ({
              href: `/console/money?currency=${currency}`,
              label: currency,
              current: currency === shown?.currency,
            }))}
          />
        </div>
      )}
      {shown ? (
        <div className="grid gap-5">
          <RevenueFigures {...shown} />
          <Card title={t("chart")} description={t("rule")} emphasis="lead">
            <RevenueChart
              currency={shown.currency}
              months={earningMonths(shown.months, leastBars).map(({ month, mrrMinor }) => ({
                month,
                minor: String(mrrMinor),
              }))}
            />
          </Card>
          {flows && (
            <MoneyCard
              money={flows}
              timeZone={money.timeZone}
              names={names}
              planKey={flows.plans.some(({ planKey }) => planKey === plan) ? (plan ?? null) : null}
            />
          )}
          <Card title={t("byMonth")}>
            <MonthsTable {...shown} />
          </Card>
          <div className="grid gap-5 lg:grid-cols-2">
            <Card title={t("byPlan")}>
              <PlansTable {...shown} names={names} />
            </Card>
            <MauTotals mau={mau} />
          </div>
        </div>
      ) : (
        <div className="grid gap-5">
          <Card>
            <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
          </Card>
          <MauTotals mau={mau} />
        </div>
      )}
    </>
  );
}
