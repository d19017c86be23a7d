const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long is waited after each attempt that failed. After the last attempt the delivery has failed: 3 days, 3 hours. */
export const pausesMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const;

/** Attempts of one delivery, the first included. */
export const mostAttempts = pausesMs.length + 1;

/** A pause is up to a tenth longer, so that what failed together does not come back together. */
const jitter = 0.1;

/**
 * When a delivery is tried again after its `attempts`-th attempt failed at `now`; null: it was the last one. `random` is
 * from 0 to 1.
 */
export function nextTry(attempts: number, now: Date, random: number): Date | null {
  const pause = pausesMs[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + Math.round(pause * (1 + jitter * random)));
}

/** An endpoint that has accepted nothing for so long is switched off when another of its deliveries has failed for good. */
export const switchOffAfterMs = 72 * hourMs;

/** While it lasts, what is delivered is signed with the former secret too. */
export const secretOverlapHours = 24;
