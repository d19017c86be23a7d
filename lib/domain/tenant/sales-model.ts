export const salesModels = ["self_serve", "sales_led"] as const;
export type SalesModel = (typeof salesModels)[number];

/** What a change of the sales model depends on. */
export type SalesModelFacts = {
  /** The tenant holds a plan that costs something. */
  isPaid: boolean;
  /** The tenant bought it itself, so it renews by itself unless that is stopped. */
  isBought: boolean;
  renews: boolean;
  isPaymentDue: boolean;
  hasOpenOrder: boolean;
  hasReservation: boolean;
  hasAccount: boolean;
  hasRunningContract: boolean;
  /** Sent, neither accepted nor declined, and still valid. */
  openQuotes: number;
  /** How many plans a payer could buy in the tenant's currency. */
  plansToBuy: number;
};

/** What prevents the change now. The payer, Stripe or the rep can remove each of these. */
export type SalesModelObstacle = "order_open" | "reservation_open" | "contract_running";

/** One consequence of the change, or one thing that stays as it is. */
export type SalesModelEffect =
  | "self_service_ends"
  | "self_service_begins"
  | "nothing_to_buy"
  | "license_stays_free"
  | "license_stays"
  | "renewal_stops"
  | "runs_out"
  | "renewal_may_be_resumed"
  | "payment_stays_due"
  | "quotes_cannot_be_accepted"
  | "quotes_can_be_accepted"
  | "account_stays"
  | "account_by_rep"
  | "account_by_payer"
  | "details_by_rep"
  | "details_by_payer";

export type SalesModelPlan = { obstacles: SalesModelObstacle[]; effects: SalesModelEffect[] };

/**
 * What changing the sales model will do to a tenant in this state. The preview and the action both use this
 * plan.
 *
 * Self-serve subscriptions are changed automatically; sales-led ones are the rep's (SALES-2, SALES-3). When a
 * tenant becomes sales-led, the paid period runs to its end and is not renewed: nobody pays a contract and a
 * subscription at once, and no paid time is lost. An order or a reservation belongs to the payer, who
 * finishes or cancels it first. When a tenant becomes self-serve, a running contract ends first, for the same
 * reason. Accepting an open quote makes a contract, so it can be accepted only while the tenant is sales-led.
 */
export function planSalesModelChange(to: SalesModel, facts: SalesModelFacts): SalesModelPlan {
  const { isBought, renews } = facts;
  const when = <Word>(condition: boolean, word: Word): Word[] => (condition ? [word] : []);
  if (to === "sales_led")
    return {
      obstacles: [
        ...when(facts.hasOpenOrder, "order_open" as const),
        ...when(facts.hasReservation, "reservation_open" as const),
      ],
      effects: [
        "self_service_ends",
        ...when(!facts.isPaid, "license_stays_free" as const),
        ...when(facts.isPaid && !isBought, "license_stays" as const),
        ...when(isBought && renews, "renewal_stops" as const),
        ...when(isBought && !renews, "runs_out" as const),
        ...when(facts.isPaymentDue, "payment_stays_due" as const),
        ...when(facts.openQuotes > 0, "quotes_can_be_accepted" as const),
        facts.hasAccount ? "account_stays" : "account_by_rep",
        "details_by_rep",
      ],
    };
  return {
    obstacles: when(facts.hasRunningContract, "contract_running" as const),
    effects: [
      facts.plansToBuy > 0 ? "self_service_begins" : "nothing_to_buy",
      ...when(!facts.isPaid, "license_stays_free" as const),
      ...when(isBought && renews, "license_stays" as const),
      ...when(isBought && !renews, "renewal_may_be_resumed" as const),
      ...when(facts.isPaymentDue, "payment_stays_due" as const),
      ...when(facts.openQuotes > 0, "quotes_cannot_be_accepted" as const),
      facts.hasAccount ? "account_stays" : "account_by_payer",
      "details_by_payer",
    ],
  };
}
