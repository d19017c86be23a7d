import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import type { Id } from "../ids";
import type { Quantities } from "../pricing/quantities";
import type { Discount, TaxRate, TaxRounding } from "../pricing/terms";

/** Prices and limits that were negotiated: what the published version says otherwise, and why. */
export type NegotiatedOverride = { definition: PlanDefinition; reason: string };

/** How much of the fixed part is agreed; the engine's own words. */
export type ContractQuantities = Pick<Quantities, "seats" | "addons">;

/**
 * Who makes the invoices (SALES-3). `stripe_dashboard`: a sales rep, in Stripe's dashboard; Choba links at most
 * the subscription made there. `choba`: Choba, from the version's fixed prices, sent to the payer.
 */
export type Invoicing =
  | { by: "stripe_dashboard"; stripeSubscriptionId: string | null }
  | { by: "choba"; daysUntilDue: number };

/** What is agreed with a sales-led tenant. */
export type ContractTerms = {
  /** The published version that it is based on. */
  planVersionId: Id<"planVersion">;
  override: NegotiatedOverride | null;
  interval: PaidInterval;
  quantities: ContractQuantities;
  /** Money off, on every invoice; null: none. */
  discount: Discount | null;
  /** What is on every invoice, as it was when this was agreed, and how it is rounded. */
  taxes: readonly TaxRate[];
  taxRounding: TaxRounding;
  startsAt: Date;
  /** Null: until somebody ends it. */
  endsAt: Date | null;
  invoicing: Invoicing;
  /** What holds when `endsAt` has come: Free, or the same again for as long. */
  atEnd: AtEnd;
};

export const atEnds = ["free", "renew"] as const;
export type AtEnd = (typeof atEnds)[number];

/**
 * `scheduled` → `active` → `ended`. A scheduled one that is called off is `cancelled`. One that another took over from
 * its first moment on never held and is `cancelled` too.
 */
const contractStates = ["scheduled", "active", "ended", "cancelled"] as const;
export type ContractState = (typeof contractStates)[number];

/** Stripe: "days until due" is a whole number; a year is more than anybody waits. */
export const longestDaysUntilDue = 365;

/** Reminders before a contract ends, in days. */
export const reminderDays = [60, 30, 7] as const;
