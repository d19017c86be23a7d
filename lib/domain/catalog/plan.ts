import type { Currency } from "../money/currency";
import { oneInTicks, parseDecimal } from "../money/decimal";
import type { ChangeMode } from "./change-mode";
import {
  type BaseComponent,
  type Component,
  mauMeter,
  type SeatsComponent,
  type UsageComponent,
} from "./component";
import { countedSeats } from "./counted-seats";

/** How often a plan's fixed components are paid. */
export const paidIntervals = ["month", "year"] as const;
export type PaidInterval = (typeof paidIntervals)[number];

/** Text in every language of the product. */
export type LocalizedText = { en: string; ja: string };

/** Hard limits of what a tenant may register: one more is refused. `null` means no limit. */
export type RegistrationLimits = {
  /** Relying parties (applications that sign users in). */
  registeredRps: number | null;
  registeredUsers: number | null;
};

/** Everything a license limits. */
export type Limits = RegistrationLimits & {
  /** The allowance of monthly active users. On a paid plan the excess is charged, never refused. */
  monthlyActiveUsers: number | null;
};

/** What a plan version sells. Once sold it never changes; tenants keep theirs. */
export type PlanDefinition = {
  name: LocalizedText;
  summary: LocalizedText;
  features: LocalizedText[];
  currency: Currency;
  limits: RegistrationLimits;
  /** A tenant that never had the plan tries it for so many days before it pays. Absent or 0: it pays at once. */
  trialDays?: number;
  /** How a change to this plan, or of its seats and add-ons, is charged. Absent: day by day. */
  changeMode?: ChangeMode;
  components: Component[];
};

const baseOf = (definition: PlanDefinition): BaseComponent | undefined =>
  definition.components.find((component) => component.kind === "base");

export const mauOf = (definition: PlanDefinition): UsageComponent | undefined =>
  definition.components.find((component) => component.kind === "usage" && component.meter === mauMeter) as
    | UsageComponent
    | undefined;

/** A plan's seats component; undefined if it sells no seats. */
export const seatsOf = (definition: PlanDefinition): SeatsComponent | undefined =>
  definition.components.find((component) => component.kind === "seats");

/** The price of the base in minor units, or `null` for a plan that has none or does not offer the interval. */
export function baseAmountMinor(definition: PlanDefinition, interval: PaidInterval): bigint | null {
  const amount = baseOf(definition)?.amountMinor[interval] ?? null;
  return amount === null ? null : BigInt(amount);
}

/** Minor units per active user beyond the allowance, as exact decimal text, or `null` when there is no such price. */
export function excessMauUnitAmount(definition: PlanDefinition): string | null {
  const price = mauOf(definition)?.price;
  return price?.model === "per_unit" && price.per === "1" ? price.unitAmountMinor : null;
}

/**
 * What a license of this plan limits: the registrations, and the allowance of active users. The allowance is
 * in people, whatever unit they are priced in, rounded down to whole people. `seats`: as many as the contract
 * says; null: the seats that the plan includes. `plan_versions` has the same numbers in columns, for lists.
 */
export function limitsOf(definition: PlanDefinition, seats: number | null = null): Limits {
  return { ...definition.limits, monthlyActiveUsers: allowedMau(definition, seats) };
}

function allowedMau(definition: PlanDefinition, seats: number | null): number | null {
  const mau = mauOf(definition);
  if (!mau || mau.price.model === "unlimited") return null;
  const ofPlan = seatsOf(definition);
  const counted = countedSeats(seats ?? ofPlan?.included ?? 0, ofPlan);
  const priced = parseDecimal(mau.included) + parseDecimal(mau.includedPerSeat) * BigInt(counted);
  const divideBy = mau.scale ? parseDecimal(mau.scale.divideBy) : oneInTicks;
  return Number((priced * divideBy) / (oneInTicks * oneInTicks));
}

/** True if nothing in the plan can ever cost anything. */
export const isFreePlan = (definition: PlanDefinition): boolean =>
  definition.components.every(
    (component) =>
      component.kind === "usage" &&
      (component.price.model === "unlimited" || component.price.model === "limit") &&
      (component.minimumMinor === null || component.minimumMinor === "0"),
  );
