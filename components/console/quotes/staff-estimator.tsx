"use client";

import { useMemo } from "react";
import { printEstimateLink, readEstimateLink } from "@/components/catalog/pricing/estimate-link";
import { Estimator } from "@/components/catalog/pricing/estimator";
import { isFreePlan } from "@/lib/domain/catalog/plan";
import { nothingRegistered } from "@/lib/domain/pricing/compare-plans";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import type { PricesOnSale } from "@/lib/features/catalog/estimates/prices-on-sale";
import { MakeQuoteButton } from "./make-quote-button";

type Props = {
  prices: PricesOnSale;
  /** The query of the page. */
  query: string;
  mayQuote: boolean;
};

/** The estimator for those who quote: all currencies, discount and taxes. */
export function StaffEstimator({ prices, query, mayQuote }: Props) {
  const currencies = useMemo(
    () => [
      ...new Set(
        prices.plans
          .filter(({ definition }) => !isFreePlan(definition))
          .map(({ definition }) => definition.currency),
      ),
    ],
    [prices.plans],
  );
  const link = useMemo(() => readEstimateLink(new URLSearchParams(query)), [query]);
  const ofPlan = prices.plans.find(({ planKey }) => planKey === link.planKey)?.definition;
  const currency =
    link.currency ?? (ofPlan && !isFreePlan(ofPlan) ? ofPlan.currency : (currencies[0] ?? null));
  return (
    <Estimator
      prices={prices}
      currencies={currencies}
      start={{ ...link, currency, quantities: link.quantities ?? nothingUsed }}
      presentPlanKey={null}
      registered={nothingRegistered}
      maySetTerms
      furtherOf={
        mayQuote ? (shown) => <MakeQuoteButton query={printEstimateLink(shown).toString()} /> : undefined
      }
    />
  );
}
