import type { PaidInterval, PlanDefinition } from "../catalog/plan";
import type { Id } from "../ids";
import type { Quantities } from "../pricing/quantities";
import type { Discount, TaxRate, TaxRounding } from "../pricing/terms";

/** Prices and limits that were negotiated: what differs from the published version, and why. */
export type NegotiatedOverride = { definition: PlanDefinition; reason: string };

/** The agreed quantities of the fixed components, in the engine's terms. */
export type ContractQuantities = Pick<Quantities, "seats" | "addons">;

/**
 * Who makes the invoices (SALES-3). `stripe_dashboard`: a sales rep, in Stripe's dashboard; Choba links the
 * subscription made there at most. `choba`: Choba, from the version's fixed prices, sent to the payer.
 */
export type Invoicing =
  | { by: "stripe_dashboard"; stripeSubscriptionId: string | null }
  /** Invoices are sent, to be paid within so many days; null: they are charged to the payer's card. */
  | { by: "choba"; daysUntilDue: number | null };

/** What is agreed with a sales-led tenant. */
export type ContractTerms = {
  /** The published version that the contract is based on. */
  planVersionId: Id<"planVersion">;
  override: NegotiatedOverride | null;
  interval: PaidInterval;
  quantities: ContractQuantities;
  /** A discount on every invoice; null: none. */
  discount: Discount | null;
  /** The taxes on every invoice, as they were when this was agreed, and how they are rounded. */
  taxes: readonly TaxRate[];
  taxRounding: TaxRounding;
  startsAt: Date;
  /** Null: until somebody ends it. */
  endsAt: Date | null;
  invoicing: Invoicing;
  /** What holds after `endsAt`: Free, or the same terms again for as long. */
  atEnd: AtEnd;
};

export const atEnds = ["free", "renew"] as const;
export type AtEnd = (typeof atEnds)[number];

/**
 * `scheduled` → `active` → `ended`. A scheduled contract that is called off is `cancelled`. A contract that
 * another one replaced from its first moment never held, so it is `cancelled` too.
 */
const contractStates = ["scheduled", "active", "ended", "cancelled"] as const;
export type ContractState = (typeof contractStates)[number];

/** Stripe's "days until due" is a whole number. Nobody waits longer than a year. */
export const longestDaysUntilDue = 365;

/** Reminders before a contract ends, in days. */
export const reminderDays = [60, 30, 7] as const;
