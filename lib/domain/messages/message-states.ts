/** A message to the outside. `replaced`: it was refused, and staff had it sent anew. */
export const outboxStates = ["pending", "done", "refused", "skipped", "replaced"] as const;
export type OutboxState = (typeof outboxStates)[number];

/** An event from Stripe. `refused`: Stripe did not give what the event is about. `set_aside`: it is not for us to process. */
export const inboxStates = ["pending", "done", "refused", "set_aside", "skipped"] as const;
export type InboxState = (typeof inboxStates)[number];

/** Why an event was set aside. */
export const asideReasons = [
  /** Signed by Stripe, but not JSON. */
  "unreadable",
  /** Without an id, a type or an object. */
  "no_data",
  /** An event of Stripe's second API, which holds no object. */
  "thin",
  /** Of an account that is connected to ours. */
  "other_account",
  /** Of test mode while the key is a live one, or the other way round. */
  "other_mode",
  /** With a character that PostgreSQL cannot store. */
  "nul",
] as const;
export type AsideReason = (typeof asideReasons)[number];

/** After so many attempts a pending message counts as failed: the first ones cover a short outage. */
export const failedAfterAttempts = 5;
