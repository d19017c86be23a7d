"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { ComparedPlan } from "@/lib/domain/pricing/compare-plans";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import type { TenantPrices } from "@/lib/features/billing/dashboard/tenant-prices";
import { type EstimateChoice, readEstimateLink } from "./estimate-link";
import { Estimator } from "./estimator";

type Props = {
  prices: TenantPrices;
  /** The query of the page. */
  query: string;
  /** Where a payer chooses a plan. */
  plansHref: string;
};

/** The estimator for a tenant: its own currency and plan, beginning at what it uses this month. */
export function TenantEstimator({ prices, query, plansHref }: Props) {
  const t = useTranslations("pricing.page");
  const { currency, present, use, mayChoose } = prices;
  const link = useMemo(() => readEstimateLink(new URLSearchParams(query)), [query]);
  const isOther = link.currency !== null && link.currency !== currency;
  const start: EstimateChoice = {
    ...link,
    currency,
    interval: link.interval ?? present.interval,
    quantities: link.quantities ?? {
      ...nothingUsed,
      usage: { [mauMeter]: String(use.monthlyActiveUsers) },
    },
    // An amount of another currency is another amount.
    discount: isOther && link.discount?.type === "amount" ? null : link.discount,
  };
  const choose = ({ planKey, estimate, isCheapest }: ComparedPlan) =>
    mayChoose &&
    estimate !== null &&
    planKey !== present.planKey && (
      <LinkButton href={plansHref} size="sm" block variant={isCheapest ? "primary" : "secondary"}>
        {t("choose")}
      </LinkButton>
    );
  return (
    <div className="grid gap-5">
      {isOther && (
        <Banner tone="warning" title={t("otherCurrency", { other: link.currency ?? "" })}>
          {t("otherCurrencyBody", { currency })}
        </Banner>
      )}
      <Estimator
        prices={prices}
        currencies={[currency]}
        start={start}
        presentPlanKey={present.planKey}
        registered={use}
        maySetTerms={false}
        actionOf={choose}
      />
    </div>
  );
}
