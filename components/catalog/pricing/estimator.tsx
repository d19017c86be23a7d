"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { isFreePlan, paidIntervals } from "@/lib/domain/catalog/plan";
import {
  type ComparedPlan,
  comparePlans,
  isOffered,
  type Registered,
} from "@/lib/domain/pricing/compare-plans";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import type { PricedPlan, PricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import { CheapestLine } from "./cheapest-line";
import { CopyLinkButton } from "./copy-link-button";
import { type EstimateChoice, termsOf } from "./estimate-link";
import { PlanComparison } from "./plan-comparison";
import { QuantityControls } from "./quantity-controls";
import { ShownEstimate } from "./shown-estimate";
import { TermsControls } from "./terms-controls";
import { TermsNote } from "./terms-note";
import { useEstimateLink } from "./use-estimate-link";

type Props = {
  /** With how the tenant is taxed, where it is known who asks. */
  prices: PricesOnSale & { ownTax?: TaxSetting };
  /** One for a tenant, all that something is sold in for sales. */
  currencies: readonly string[];
  /** What the address says, with what is used now where it says nothing. */
  start: EstimateChoice;
  presentPlanKey: string | null;
  registered: Registered;
  /** True for staff, who can choose a discount and taxes. */
  maySetTerms: boolean;
  actionOf?: (plan: ComparedPlan) => ReactNode;
  /** Beside the link: what else can be done with the estimate as it is shown. */
  furtherOf?: (shown: EstimateChoice) => ReactNode;
};

/** Quantities, what every plan costs at them, and the calculation of one of them. The address carries all of it. */
export function Estimator(props: Props) {
  const { prices, currencies, start, presentPlanKey, registered, maySetTerms, actionOf, furtherOf } = props;
  const t = useTranslations("pricing");
  const [choice, setChoice] = useState(start);
  const link = useEstimateLink(choice);
  const change = (part: Partial<EstimateChoice>) => setChoice((before) => ({ ...before, ...part }));

  const currency =
    currencies.find((known) => known === choice.currency) ?? currencies[0] ?? choice.currency ?? "";
  const plans = useMemo(() => plansIn(currency, prices.plans), [prices.plans, currency]);
  const definitions = useMemo(() => plans.map(({ definition }) => definition), [plans]);
  const offered = paidIntervals.filter((interval) =>
    definitions.some((definition) => !isFreePlan(definition) && isOffered(definition, interval)),
  );
  const interval = offered.find((known) => known === choice.interval) ?? offered[0] ?? "month";
  const terms = termsOf(choice, prices, currency);
  const chosen = { ...terms, taxes: choice.taxKeys.length > 0 ? terms.taxes : [] };
  const hasTerms = maySetTerms || chosen.discounts.length + chosen.taxes.length > 0;
  const compared = comparePlans({ plans, interval, quantities: choice.quantities, terms, registered });
  const shown = planToShow(compared, choice.planKey, presentPlanKey);
  if (plans.length === 0) return <EmptyState title={t("page.empty")}>{t("page.emptyBody")}</EmptyState>;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3">
        {offered.length > 1 && (
          <SegmentedControl
            label={t("page.interval")}
            value={interval}
            onValueChange={(value) => change({ interval: value })}
            options={offered.map((value) => ({ value, label: t(`page.intervals.${value}`) }))}
          />
        )}
        {currencies.length > 1 && (
          <SegmentedControl
            label={t("page.currency")}
            value={currency}
            onValueChange={(value) => change({ currency: value })}
            options={currencies.map((value) => ({ value, label: value }))}
          />
        )}
        <div className="ml-auto flex flex-wrap gap-3 max-sm:ml-0">
          <CopyLinkButton path={link} />
          {furtherOf?.({ ...choice, planKey: shown?.planKey ?? null, currency, interval })}
        </div>
      </div>
      <Card title={t("page.quantities")} description={t("page.quantitiesHint")}>
        <QuantityControls
          definitions={definitions}
          quantities={choice.quantities}
          onChange={(quantities) => change({ quantities })}
          className="sm:grid-cols-2 xl:grid-cols-3"
        />
      </Card>
      <section aria-labelledby="pricing-compare" className="grid gap-4">
        <div>
          <h2 id="pricing-compare" className="font-semibold text-lg">
            {t("compare.title")}
          </h2>
          <CheapestLine plans={compared} interval={interval} />
        </div>
        <PlanComparison
          plans={compared}
          interval={interval}
          presentPlanKey={presentPlanKey}
          shownPlanKey={shown?.planKey ?? null}
          onShow={(planKey) => change({ planKey })}
          actionOf={actionOf}
        />
      </section>
      <div className={cx("grid items-start gap-5", hasTerms && "lg:grid-cols-[minmax(0,1fr)_20rem]")}>
        {shown?.estimate && <ShownEstimate plan={shown} ownTax={prices.ownTax ?? null} />}
        {maySetTerms ? (
          <Card title={t("terms.title")} description={t("terms.hint")}>
            <TermsControls
              discount={choice.discount}
              taxKeys={choice.taxKeys}
              taxes={prices.taxes}
              currency={currency}
              onChange={change}
            />
          </Card>
        ) : (
          hasTerms && (
            <Card title={t("terms.title")} description={t("terms.fromLink")}>
              <TermsNote {...chosen} />
            </Card>
          )
        )}
      </div>
      <p className="text-ink-quiet text-sm">{t("page.notBinding")}</p>
    </div>
  );
}

/** The plans of a currency. What costs nothing does so in every currency. */
const plansIn = (currency: string, plans: readonly PricedPlan[]): PricedPlan[] =>
  plans.flatMap((plan) => {
    if (isFreePlan(plan.definition)) return [{ ...plan, definition: { ...plan.definition, currency } }];
    return plan.definition.currency === currency ? [plan] : [];
  });

/** The asked plan, else the cheapest that fits, else the present one, else any that has a price. */
function planToShow(plans: readonly ComparedPlan[], asked: string | null, present: string | null) {
  const priced = plans.filter(({ estimate }) => estimate !== null);
  return (
    priced.find(({ planKey }) => planKey === asked) ??
    priced.find(({ isCheapest }) => isCheapest) ??
    priced.find(({ planKey }) => planKey === present) ??
    priced[0]
  );
}
