/**
 * Facts from recordings of Stripe in test mode (versions 2025-10-29 to 2026-06-24): the requests, and of the answers states,
 * amounts, texts and what is null. Names and ids are ours. `billing_cycle_anchor` has the form of the installed version.
 */

/** A request, and what Stripe's recorded answer to it said. */
export interface Step {
  /** Seconds since the flow began. */
  at?: number;
  /** Method and path below /v1. `{name}` stands for an id. */
  ask: string;
  /** The parameters, separated by spaces; a space within a value is a plus. */
  sends?: string;
  /** What is expanded. */
  expands?: string;
  /** The status when it is not 200. */
  answers?: number;
  /**
   * Facts of the answer, an object of it a line: `path: field value | … | null field field`. What a flow has said of an
   * object holds until it says otherwise (`unsaid`: the field is no longer there). Without any the step only prepares.
   */
  says?: string;
}

export interface Flow {
  title: string;
  /** When it was recorded. The sandbox plays it at that time, since texts and lengths of months depend on it. */
  begins: string;
  steps: Step[];
}

/** A step whose answer other flows tell of. */
export const given = (ask: string, sends: string, at = 0): Step => ({ at, ask, sends });

/** A customer whose default is this test card. */
export const payer = (card: string): Step[] => [
  given("POST customers", "email=payer@example.com name=Harbour+Goods"),
  given(`POST payment_methods/${card}/attach`, "customer={customer}"),
  given("POST customers/{customer}", "invoice_settings[default_payment_method]={card}"),
];

/** What was expanded in each answer with a subscription or a charge. */
export const SUBSCRIPTION =
  "default_payment_method discounts latest_invoice.confirmation_secret latest_invoice.payments latest_invoice.total_discount_amounts.discount pending_setup_intent schedule";
export const CHARGE = "balance_transaction payment_intent refunds.data.balance_transaction";
