"use client";

import { useLocale, useTranslations } from "next-intl";
import { CountingRule } from "@/components/license/mau-panel";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import type { UsageOverview } from "@/lib/features/usage/overview";
import { formatZone } from "@/lib/i18n/format";
import { Allowance } from "./allowance";
import { monthBars } from "./series";
import { BigNumber, CsvLink, UsageColumns } from "./usage-card";
import { UsageChart } from "./usage-chart";

/** Monthly active users against the maximum of the license. */
export function MauCard({ usage, csvHref }: { usage: UsageOverview; csvHref: string }) {
  const t = useTranslations("usage");
  const mauWords = useTranslations("billing.mau");
  const locale = useLocale();
  const { mau, tenant } = usage;
  const months = mau.months.map(({ month, users }) => ({ month, count: String(users) }));
  return (
    <Card title={t("mauTitle")} actions={<CsvLink href={csvHref} label={t("mauTitle")} />}>
      <UsageColumns
        figures={
          <>
            <BigNumber value={String(mau.users)} label={t("users")} />
            {mau.prices.map((price) => (
              <Allowance key={price.component} price={price} isOnly={mau.prices.length === 1} />
            ))}
            {mau.maximum === null && <p className="mt-3 text-ink-quiet text-sm">{t("noMaximum")}</p>}
          </>
        }
        chart={
          <UsageChart
            view="months"
            name={t("mauTitle")}
            month={usage.month}
            bars={monthBars(months, locale)}
            counted={(value) => new Intl.NumberFormat(locale).format(BigInt(value))}
            line={mau.maximum === null ? null : { value: String(mau.maximum), label: t("chart.maximum") }}
            isRunning
          />
        }
      />
      <Disclosure summary={mauWords("howCounted")} className="mt-4 text-sm">
        <CountingRule zone={formatZone(usage.readAt, tenant.timeZone, locale)} />
      </Disclosure>
    </Card>
  );
}
