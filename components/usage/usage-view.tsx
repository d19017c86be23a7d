"use client";

import { Gauge } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { BillCard } from "./bill-card";
import { isBilled } from "./is-billed";
import { MauCard } from "./mau-card";
import { MonthNote } from "./month-note";
import { UsageCard } from "./usage-card";

type UsageViewProps = {
  usage: UsageOverview;
  csvHref: (unitName: string, by: "day" | "month") => string;
  billHref: string;
  /** What was reached, on top; and the thresholds, below what is billed. */
  alerts: ReactNode;
  alertSettings: ReactNode;
};

/** What is billed first, with its course; what is only counted is folded away below. */
export function UsageView({ usage, csvHref, billHref, alerts, alertSettings }: UsageViewProps) {
  const t = useTranslations("usage");
  const mau = {
    id: "mau",
    prices: usage.mau.prices,
    card: <MauCard usage={usage} csvHref={(by) => csvHref("mau", by)} />,
  };
  const units = usage.units.map((unit) => ({
    id: unit.unitName,
    prices: unit.prices,
    card: <UsageCard unit={unit} usage={usage} csvHref={csvHref} />,
  }));
  const all = [...units, mau];
  const billed = all.filter(({ prices }) => prices.some(isBilled));
  const others = all.filter(({ prices }) => !prices.some(isBilled));
  return (
    <div className="grid gap-5">
      {alerts}
      <MonthNote usage={usage} />
      <BillCard usage={usage} csvHref={billHref} />
      {billed.map(({ id, card }) => (
        <div key={id}>{card}</div>
      ))}
      {usage.units.length === 0 && (
        <Card>
          <EmptyState icon={<Gauge />} title={t("empty")}>
            {t("emptyHint")}
          </EmptyState>
        </Card>
      )}
      {alertSettings}
      {others.length > 0 && (
        <Disclosure
          summary={t("notBilled", { count: others.length })}
          defaultOpen={billed.length === 0}
          className="print:hidden"
        >
          <div className="-ml-4 grid gap-5 pt-2 text-ink">
            {others.map(({ id, card }) => (
              <div key={id}>{card}</div>
            ))}
          </div>
        </Disclosure>
      )}
    </div>
  );
}
