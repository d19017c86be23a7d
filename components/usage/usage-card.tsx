"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { UnitUsage } from "@/lib/features/billing/usage/unit-usage";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { formatNumber } from "@/lib/i18n/format";
import { Allowance, lastHeld } from "./allowance";
import { CountingDisclosure } from "./counting-disclosure";
import { NoProjectionText, ProjectionText } from "./projection-text";
import { dayBars, monthBars, runningTotal } from "./series";
import { shownCount } from "./shown-count";
import { UsageChart } from "./usage-chart";

type View = "days" | "total" | "months";

/** One meter unit: its number for the month, what of it is included, and how it came about. */
export function UsageCard({
  unit,
  usage,
  csvHref,
}: {
  unit: UnitUsage;
  usage: UsageOverview;
  csvHref: (unitName: string, by: "day" | "month") => string;
}) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const [view, setView] = useState<View>("days");
  const name = unit.displayName[locale];
  const shown = shownCount(unit, locale);
  const addsUp = unit.aggregation === "sum" || unit.aggregation === "count";
  const views: View[] = addsUp ? ["days", "total", "months"] : ["days", "months"];
  const recorded = unit.prices.length === 1 ? (unit.prices[0]?.recordedAllowance ?? null) : null;
  const allowance = recorded && shown.convert(recorded);
  const hasLine = allowance !== null && allowance !== "0" && (view !== "days" || !addsUp);
  const recordedBars =
    view === "months"
      ? monthBars(unit.months, locale)
      : dayBars(view === "total" ? runningTotal(unit.days) : unit.days, locale);
  const bars = recordedBars.map((bar) => ({ ...bar, value: shown.convert(bar.value) }));
  return (
    <Card
      title={name}
      actions={<CsvLink href={csvHref(unit.unitName, view === "months" ? "month" : "day")} label={name} />}
    >
      <UsageColumns
        figures={
          <>
            <BigNumber value={shown.convert(unit.count)} label={shown.label} />
            {lastHeld(unit.prices).map((price) => (
              <Allowance
                key={price.component}
                price={price}
                isNamed={unit.prices.length > 1}
                isOver={usage.month !== usage.thisMonth}
              />
            ))}
            {usage.plan && unit.prices.length === 0 && (
              <p className="mt-3 text-ink-quiet text-sm">
                {t(usage.month === usage.thisMonth ? "allowance.notPriced" : "allowance.wasNotPriced", {
                  plan: usage.plan.name[locale],
                })}
              </p>
            )}
            {unit.projection && <ProjectionText unit={unit} projection={unit.projection} />}
            {unit.noProjection && <NoProjectionText why={unit.noProjection} />}
          </>
        }
        chart={
          <>
            <SegmentedControl
              label={t("chart.view")}
              value={view}
              onValueChange={setView}
              options={views.map((value) => ({ value, label: t(`chart.${value}`) }))}
              className="mb-4"
            />
            <UsageChart
              view={view}
              name={name}
              month={usage.month}
              bars={bars}
              counted={shown.counted}
              line={hasLine ? { value: allowance, label: t("chart.included") } : null}
              isRunning={view === "months" || usage.month === usage.thisMonth}
            />
          </>
        }
      />
      <CountingDisclosure unit={unit} usage={usage} />
    </Card>
  );
}

/** The number with its text at the left, the chart at the right; one below the other on a phone. */
export function UsageColumns({ figures, chart }: { figures: ReactNode; chart: ReactNode }) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
      <div className="min-w-0">{figures}</div>
      <div className="min-w-0">{chart}</div>
    </div>
  );
}

export function BigNumber({ value, label }: { value: string; label: string }) {
  const locale = useLocale();
  const shown = formatNumber(value as `${number}`, locale);
  return (
    <p className="figures flex flex-wrap items-baseline gap-x-2">
      <span
        className={
          shown.length > 12
            ? "font-semibold text-2xl tracking-tight [overflow-wrap:anywhere]"
            : "font-semibold text-figure tracking-tight"
        }
      >
        {shown}
      </span>
      <span className="text-ink-quiet">{label}</span>
    </p>
  );
}

export function CsvLink({ href, label }: { href: string; label: string }) {
  const t = useTranslations("usage.csv");
  return (
    <LinkButton
      href={href}
      size="sm"
      variant="quiet"
      className="print:hidden"
      prefetch={false}
      download
      aria-label={t("downloadOf", { label })}
      icon={<Download aria-hidden="true" />}
    >
      {t("download")}
    </LinkButton>
  );
}
