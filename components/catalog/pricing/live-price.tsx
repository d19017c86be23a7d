"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Card } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { type PaidInterval, type PlanDefinition, paidIntervals } from "@/lib/domain/catalog/plan";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import { estimate } from "@/lib/domain/pricing/estimate";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { noTerms } from "@/lib/domain/pricing/terms";
import { EstimateResult } from "./estimate-result";
import { QuantityControls } from "./quantity-controls";

type Props = {
  /** A plan without errors (`planProblems`), or null while it has some. What was chosen outlives a null. */
  definition: PlanDefinition | null;
};

/** What a plan costs for quantities that are dragged, itemised, beside the place where it is written. */
export function LivePrice({ definition }: Props) {
  const t = useTranslations("pricing");
  const [quantities, setQuantities] = useState(nothingUsed);
  const [wanted, setWanted] = useState<PaidInterval>("month");
  const definitions = useMemo(() => (definition ? [definition] : []), [definition]);
  if (!definition)
    return (
      <Card title={t("live.title")}>
        <p className="text-ink-soft">{t("live.incomplete")}</p>
      </Card>
    );
  const offered = paidIntervals.filter((interval) => isOffered(definition, interval));
  const interval = offered.includes(wanted) ? wanted : (offered[0] ?? "month");
  return (
    <Card title={t("live.title")}>
      <div className="grid gap-6">
        {offered.length > 1 && (
          <SegmentedControl
            label={t("page.interval")}
            value={interval}
            onValueChange={setWanted}
            className="justify-self-start"
            options={offered.map((value) => ({ value, label: t(`page.intervals.${value}`) }))}
          />
        )}
        <EstimateResult estimate={estimate({ definition, interval, quantities, terms: noTerms })} />
        <QuantityControls definitions={definitions} quantities={quantities} onChange={setQuantities} />
      </div>
    </Card>
  );
}
