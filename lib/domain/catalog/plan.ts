import type { Currency } from "../money/currency";

/** How often a plan's fixed part is paid. */
export const paidIntervals = ["month", "year"] as const;
export type PaidInterval = (typeof paidIntervals)[number];

/** Text in every language of the product. */
export type LocalizedText = { en: string; ja: string };

/** Hard limits of a Free plan and soft ones of paid plans; `null` means no limit. */
export type Limits = {
  /** Registered relying parties (applications that sign users in). One more is refused. */
  registeredRps: number | null;
  /** Registered users. One more is refused. */
  registeredUsers: number | null;
  /** Monthly active users. On a paid plan the excess is charged, never refused. */
  monthlyActiveUsers: number | null;
};

/** One priced part of a plan version. Amounts are minor units as decimal text, because they travel as JSON. */
export type Component =
  | { kind: "base"; amountMinor: Record<PaidInterval, string> }
  | { kind: "mau"; unitAmountMinor: string };

/** What a plan version sells. Immutable once sold; tenants keep theirs. */
export type PlanDefinition = {
  name: LocalizedText;
  summary: LocalizedText;
  features: LocalizedText[];
  currency: Currency;
  limits: Limits;
  components: Component[];
};

/** The price of the fixed part in minor units, or `null` for a plan that costs nothing. */
export function baseAmountMinor(definition: PlanDefinition, interval: PaidInterval): bigint | null {
  const base = definition.components.find((component) => component.kind === "base");
  return base ? BigInt(base.amountMinor[interval]) : null;
}

/** Minor units per active user beyond the maximum, as exact decimal text, or `null` when there is no such price. */
export function excessMauUnitAmount(definition: PlanDefinition): string | null {
  const mau = definition.components.find((component) => component.kind === "mau");
  return mau ? mau.unitAmountMinor : null;
}

export const isFreePlan = (definition: PlanDefinition): boolean => definition.components.length === 0;
