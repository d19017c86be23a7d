/** How unpaid invoices that are charged to a card are collected. Days are counted from the first failure. */
export type CollectionSettings = {
  /** The days on which an invoice of Choba's own is tried again. Stripe retries those of a subscription itself. */
  retryDays: readonly number[];
  /** After so many days what the plan includes is a limit, and nothing beyond it is allowed; null: never. */
  limitAfterDays: number | null;
  /** After so many days the license ends, or is suspended; null: never. */
  endAfterDays: number | null;
  atEnd: "free" | "suspended";
};

export const usualCollection: CollectionSettings = {
  retryDays: [1, 3, 5, 7, 14],
  limitAfterDays: 7,
  endAfterDays: 21,
  atEnd: "free",
};

const dayMs = 86_400_000;
const afterDays = (since: Date, days: number): Date => new Date(since.getTime() + days * dayMs);

/**
 * When an invoice is tried again; null: never. `lastAttempt` is its first failure, or the latest of `retries` that followed
 * it. Counted from there, so that attempts that an outage held up do not follow each other at once.
 */
export function nextRetry(
  { retryDays }: Pick<CollectionSettings, "retryDays">,
  lastAttempt: Date,
  retries: number,
): Date | null {
  const days = retryDays[retries];
  return days === undefined ? null : afterDays(lastAttempt, days - (retryDays[retries - 1] ?? 0));
}

/** What follows from a license that is unpaid since a moment. Null: it is paid. */
export function unpaidStage(
  { limitAfterDays, endAfterDays }: Pick<CollectionSettings, "limitAfterDays" | "endAfterDays">,
  unpaidSince: Date | null,
  now: Date,
): "unpaid" | "limited" | "over" | null {
  if (!unpaidSince) return null;
  const isReached = (days: number | null) => days !== null && afterDays(unpaidSince, days) <= now;
  if (isReached(endAfterDays)) return "over";
  return isReached(limitAfterDays) ? "limited" : "unpaid";
}
