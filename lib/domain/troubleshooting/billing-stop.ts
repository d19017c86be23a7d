import type { ChargeState } from "../license/charge";

/** Why what was counted does not stand on an invoice, or not as an amount. */
export const billingStops = [
  "not_paid_day",
  "not_priced",
  "month_open",
  "to_come",
  "not_corrected",
  "statement",
  "refused",
  "voided",
  "within_allowance",
] as const;
export type BillingStop = (typeof billingStops)[number];

export type CountedUsage = {
  /** A paid license is held on the day on which it counts. */
  isPaidDay: boolean;
  /** What is held then prices the unit. */
  isPriced: boolean;
  /** Something of the month's count is beyond the allowance, and so has a price. */
  isBeyond: boolean;
  /** The month has been rated. */
  isRated: boolean;
  /** The month costs something else than was billed for it: the rest follows, or the month is too old for that. */
  rest: "none" | "to_come" | "too_old";
  /** The lines that bill it, by the state of their charge; null: a statement for an invoice that people make in Stripe. */
  billedBy: readonly (ChargeState | null)[];
};

/** Where counted usage stopped on its way to an invoice; null: it stands there. */
export function billingStopOf(usage: CountedUsage): BillingStop | null {
  if (!usage.isPaidDay) return "not_paid_day";
  if (!usage.isPriced) return "not_priced";
  if (!usage.isRated) return "month_open";
  if (usage.rest !== "none") return usage.rest === "to_come" ? "to_come" : "not_corrected";
  if (!usage.isBeyond) return "within_allowance";
  const { billedBy } = usage;
  const isOnInvoice = billedBy.some((state) => state !== null && state !== "failed" && state !== "void");
  if (isOnInvoice || billedBy.length === 0) return null;
  if (billedBy.includes(null)) return "statement";
  return billedBy.includes("void") ? "voided" : "refused";
}
