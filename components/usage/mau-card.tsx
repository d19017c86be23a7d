"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { CountingRule } from "@/components/license/mau-panel";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { formatZone } from "@/lib/i18n/format";
import { Allowance, lastHeld } from "./allowance";
import { NoProjectionText } from "./projection-text";
import { dayBars, monthBars } from "./series";
import { BigNumber, CsvLink, UsageColumns } from "./usage-card";
import { UsageChart } from "./usage-chart";

/** Monthly active users against the maximum of the license. */
export function MauCard({
  usage,
  csvHref,
}: {
  usage: UsageOverview;
  csvHref: (by: "day" | "month") => string;
}) {
  const t = useTranslations("usage");
  const mauWords = useTranslations("billing.mau");
  const locale = useLocale();
  const { mau, tenant } = usage;
  const [view, setView] = useState<"days" | "months">("months");
  const months = mau.months.map(({ month, users }) => ({ month, count: String(users) }));
  const days = mau.days.map(({ day, users }) => ({ day, count: String(users) }));
  const isByMonth = view === "months";
  return (
    <Card
      title={t("mauTitle")}
      actions={<CsvLink href={csvHref(isByMonth ? "month" : "day")} label={t("mauTitle")} />}
    >
      <UsageColumns
        figures={
          <>
            <BigNumber value={String(mau.users)} label={t("users")} />
            {lastHeld(mau.prices).map((price) => (
              <Allowance
                key={price.component}
                price={price}
                isNamed={mau.prices.length > 1}
                isOver={usage.month !== usage.thisMonth}
              />
            ))}
            {usage.plan && mau.maximum === null && (
              <p className="mt-3 text-ink-quiet text-sm">{t("noMaximum")}</p>
            )}
            {usage.month === usage.thisMonth && <NoProjectionText why="unique" />}
          </>
        }
        chart={
          <>
            <SegmentedControl
              label={t("chart.view")}
              value={view}
              onValueChange={setView}
              options={(["days", "months"] as const).map((value) => ({ value, label: t(`chart.${value}`) }))}
              className="mb-4"
            />
            <UsageChart
              view={view}
              name={isByMonth ? t("mauTitle") : t("dauTitle")}
              month={usage.month}
              bars={isByMonth ? monthBars(months, locale) : dayBars(days, locale)}
              line={
                isByMonth && mau.maximum !== null
                  ? { value: String(mau.maximum), label: t("chart.maximum") }
                  : null
              }
              isRunning={isByMonth || usage.month === usage.thisMonth}
            />
          </>
        }
      />
      <Disclosure summary={mauWords("howCounted")} className="mt-4 text-sm">
        <CountingRule zone={formatZone(usage.readAt, tenant.timeZone, locale)} />
      </Disclosure>
    </Card>
  );
}
