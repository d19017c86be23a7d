"use client";

import { Gauge } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { UsageOverview } from "@/lib/features/billing/usage/usage-overview";
import { HeldPlanNote } from "./held-plan-note";
import { MauCard } from "./mau-card";
import { UsageCard } from "./usage-card";

type UsageViewProps = { usage: UsageOverview; csvHref: (unitName: string, by: "day" | "month") => string };

/** Everything that is counted for a tenant, a card for each. */
export function UsageView({ usage, csvHref }: UsageViewProps) {
  const t = useTranslations("usage");
  return (
    <div className="grid gap-5">
      <HeldPlanNote usage={usage} />
      {usage.units.map((unit) => (
        <UsageCard key={unit.unitName} unit={unit} usage={usage} csvHref={csvHref} />
      ))}
      {usage.units.length === 0 && (
        <Card>
          <EmptyState icon={<Gauge />} title={t("empty")}>
            {t("emptyHint")}
          </EmptyState>
        </Card>
      )}
      <MauCard usage={usage} csvHref={(by) => csvHref("mau", by)} />
    </div>
  );
}
