import type { Limits, LocalizedText } from "@/lib/domain/catalog/plan";
import type { PlanOption } from "@/lib/features/billing/dashboard/plan-options";

export type Compared = "same" | "more" | "less";

/** A plan next to the one held now: each limit, and which features come and go. */
export type PlanDifference = {
  limits: Record<keyof Limits, Compared>;
  /** Features of the plan; `isNew` ones are not in the present plan. */
  features: { text: LocalizedText; isNew: boolean }[];
  /** Features of the present plan that this one does not have. */
  lost: LocalizedText[];
};

export function differenceBetween(option: PlanOption, current: PlanOption | null): PlanDifference {
  const has = (features: readonly LocalizedText[], wanted: LocalizedText) =>
    features.some((feature) => feature.en === wanted.en);
  const limit = (name: keyof Limits) =>
    current ? compareLimits(option.limits[name], current.limits[name]) : "same";
  return {
    limits: {
      registeredRps: limit("registeredRps"),
      registeredUsers: limit("registeredUsers"),
      // Free counts active users without a price, paid plans include some: the two cannot be compared.
      monthlyActiveUsers: option.isFree === current?.isFree ? limit("monthlyActiveUsers") : "same",
    },
    features: option.features.map((text) => ({
      text,
      isNew: current !== null && !has(current.features, text),
    })),
    lost: current ? current.features.filter((feature) => !has(option.features, feature)) : [],
  };
}

/** Null means no limit, which is more than every number. */
function compareLimits(offered: number | null, held: number | null): Compared {
  if (offered === held) return "same";
  if (offered === null) return "more";
  if (held === null) return "less";
  return offered > held ? "more" : "less";
}

/** What paying by the year saves at most, in whole percent rounded down; 0 when nothing is saved. */
export function yearlySavingPercent(plans: readonly PlanOption[]): number {
  const savings = plans.map(({ offers }) => {
    if (!offers.month || !offers.year) return 0;
    const twelveMonths = BigInt(offers.month.amountMinor) * 12n;
    const saved = twelveMonths - BigInt(offers.year.amountMinor);
    return saved > 0n ? Number((saved * 100n) / twelveMonths) : 0;
  });
  return Math.max(0, ...savings);
}
