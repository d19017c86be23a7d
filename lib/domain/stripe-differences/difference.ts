/**
 * Where Stripe says something else than Choba. The license is the fact and the subscription follows it, so what people put
 * on a subscription changes nothing of what is licensed: it is shown, and somebody decides.
 */

/** What people do to subscriptions in Stripe's dashboard. It waits for a decision. */
export const manualDifferenceKinds = [
  /** An item that Choba did not make: it is billed beside the license. */
  "item_added",
  /** Choba's own item has another price. A line takes it back on the renewal's invoice. */
  "item_price_changed",
  /** Choba's own item has another quantity. A line takes it back as well. */
  "item_quantity_changed",
  /** Choba's own item is gone. The renewal's invoice has its line all the same. */
  "item_missing",
  /** Stripe will end it on a day that is no end of a period. */
  "ends_on",
  "collection_paused",
  "trial_added",
  /** It was ended at Stripe. Unless somebody decides, the license is not renewed. */
  "subscription_cancelled",
  /** Another subscription of the same customer. */
  "subscription_added",
] as const;
export type ManualDifferenceKind = (typeof manualDifferenceKinds)[number];

/** What Choba had not heard of, and has read anew by itself: a webhook was lost. */
export const missedKinds = [
  "event_missed",
  "customer_missed",
  "subscription_missed",
  "invoice_missed",
  "refund_missed",
  "dispute_missed",
  "credit_note_missed",
] as const;
export type MissedKind = (typeof missedKinds)[number];

/** A draft of the subscription's that no period expects. Choba takes back what it would charge twice. */
export type DifferenceKind = ManualDifferenceKind | MissedKind | "draft_unexpected";

/** What is known of it, as text: amounts in minor units, instants as ISO 8601. */
export type DifferenceFacts = {
  name?: string;
  priceId?: string;
  quantity?: string;
  wantedQuantity?: string;
  /** What it bills for a period before tax, and the tax that comes on top. */
  amountMinor?: string;
  taxMinor?: string;
  currency?: string;
  interval?: string;
  /** The instant that it is about: when Stripe ends, resumes, or ended it. */
  at?: string;
  /** Stripe's word for how a pause treats invoices. */
  behavior?: string;
  /** What the missed event was about: `charge.refunded`. */
  event?: string;
};

export type Difference = {
  kind: DifferenceKind;
  /** Names it among those of its kind: the item, the price or the subscription. */
  key: string;
  /** Where in Stripe's dashboard it is seen. */
  subscriptionId: string | null;
  facts: DifferenceFacts;
};

/** What may be done about it. `put_right`: Stripe says again what the license says. `leave`: it stays, and is no task. */
export type Decision = "put_right" | "adopt" | "leave";

const decisions: Record<ManualDifferenceKind, readonly Decision[]> = {
  item_added: ["put_right", "adopt", "leave"],
  item_price_changed: ["put_right", "adopt"],
  item_quantity_changed: ["put_right", "adopt"],
  item_missing: ["put_right"],
  ends_on: ["put_right", "leave"],
  collection_paused: ["put_right", "leave"],
  trial_added: ["put_right", "leave"],
  subscription_cancelled: ["put_right", "adopt"],
  subscription_added: ["put_right", "leave"],
};

const isManual = (kind: DifferenceKind): kind is ManualDifferenceKind =>
  (manualDifferenceKinds as readonly string[]).includes(kind);

export const decisionsOn = (kind: DifferenceKind): readonly Decision[] =>
  isManual(kind) ? decisions[kind] : [];

/** Which of them the tenant sees: what costs it something, or ends something. */
export const isShownToTenant = (kind: DifferenceKind): boolean =>
  kind === "item_added" || kind === "subscription_added" || kind === "ends_on";

/** A difference as the log has it. */
export const auditedDifference = (
  difference: DifferenceKind,
  { name, quantity, amountMinor, currency, at }: DifferenceFacts,
) => ({
  difference,
  ...(name ? { name } : {}),
  ...(quantity ? { count: quantity } : {}),
  ...(amountMinor ? { amount: `${amountMinor} ${currency}` } : {}),
  ...(at ? { effectiveAt: at } : {}),
});
