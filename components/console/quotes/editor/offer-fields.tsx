import { useLocale, useTranslations } from "next-intl";
import { QuantityControls } from "@/components/catalog/pricing/quantity-controls";
import { FormField } from "@/components/patterns/action-form";
import { Card } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { type PaidInterval, type PlanDefinition, paidIntervals } from "@/lib/domain/catalog/plan";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import type { PricedPlan } from "@/lib/features/catalog/estimates/prices-on-sale";
import type { QuoteChoice } from "./quote-choice";

type Props = {
  plans: readonly PricedPlan[];
  plan: PricedPlan;
  choice: QuoteChoice;
  onChange: (part: Partial<QuoteChoice>) => void;
};

const intervalsOf = (definition: PlanDefinition): PaidInterval[] =>
  paidIntervals.filter((interval) => isOffered(definition, interval));

/** The wanted interval if the plan is sold in it, else the first one in which it is. */
export function offeredInterval(definition: PlanDefinition, wanted: PaidInterval): PaidInterval {
  const offered = intervalsOf(definition);
  return offered.includes(wanted) ? wanted : (offered[0] ?? "month");
}

/** Which plan, paid how often, and how much of it. */
export function OfferFields({ plans, plan, choice, onChange }: Props) {
  const t = useTranslations("quotes.editor");
  const pricing = useTranslations("pricing.page");
  const locale = useLocale();
  const choosePlan = (key: string) => {
    const next = plans.find(({ planKey }) => planKey === key);
    if (!next) return;
    const interval = offeredInterval(next.definition, choice.interval);
    onChange({ plan: { key, version: next.version }, interval, negotiated: {} });
  };
  return (
    <Card title={t("offered")}>
      <div className="grid gap-5">
        <div className="flex flex-wrap items-end gap-4">
          <FormField name="planKey" label={t("plan")} className="min-w-56 flex-1">
            <Select
              value={plan.planKey}
              onValueChange={choosePlan}
              options={plans.map(({ planKey, version, definition }) => ({
                value: planKey,
                label: t("planVersion", { name: definition.name[locale], version }),
              }))}
            />
          </FormField>
          <SegmentedControl
            label={t("interval")}
            labelled
            value={choice.interval}
            onValueChange={(interval) => onChange({ interval })}
            options={intervalsOf(plan.definition).map((value) => ({
              value,
              label: pricing(`intervals.${value}`),
            }))}
          />
        </div>
        <div>
          <h3 className="font-medium">{t("quantities")}</h3>
          <p className="mb-3 text-ink-quiet text-sm">{t("quantitiesHint")}</p>
          <QuantityControls
            definitions={[plan.definition]}
            quantities={choice.quantities}
            onChange={(quantities) => onChange({ quantities })}
            className="sm:grid-cols-2"
          />
        </div>
      </div>
    </Card>
  );
}
