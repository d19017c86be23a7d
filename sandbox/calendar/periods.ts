import type { Interval } from "../shapes/catalog";

/** How often something recurs; `dayOfMonth` when that is not the anchor's day. */
export interface Cadence {
  interval: Interval;
  count: number;
  dayOfMonth?: number;
}

const DAY_S = 86_400;

/** The anchor moved by `steps` whole intervals, in UTC. In a shorter month the 31st becomes the last day. */
export function step(anchor: number, cadence: Cadence, steps: number): number {
  const amount = steps * cadence.count;
  if (cadence.interval === "day") return anchor + amount * DAY_S;
  if (cadence.interval === "week") return anchor + amount * 7 * DAY_S;
  const date = new Date(anchor * 1000);
  const months = cadence.interval === "year" ? amount * 12 : amount;
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(cadence.dayOfMonth ?? date.getUTCDate(), lastDay);
  return Date.UTC(year, month, day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()) / 1000;
}

/** The first boundary later than `instant`. Boundaries lie whole intervals before and after the anchor. */
export function nextBoundary(anchor: number, cadence: Cadence, instant: number): number {
  const length = step(0, { interval: cadence.interval, count: cadence.count }, 1);
  let steps = Math.floor((instant - anchor) / length) - 1;
  while (step(anchor, cadence, steps) <= instant) steps += 1;
  while (step(anchor, cadence, steps - 1) > instant) steps -= 1;
  return step(anchor, cadence, steps);
}

/**
 * Cuts a span into whole intervals that are counted from its start, as Stripe prorates a first period that is not a whole one.
 * Each part says how many seconds of its interval (`basis`) it covers.
 * https://docs.stripe.com/billing/subscriptions/backdating
 */
export function imaginedIntervals(
  start: number,
  end: number,
  cadence: Cadence,
): { seconds: number; basis: number }[] {
  const own: Cadence = { interval: cadence.interval, count: cadence.count };
  const parts: { seconds: number; basis: number }[] = [];
  for (let index = 0; ; index += 1) {
    const from = step(start, own, index);
    if (from >= end) return parts;
    const to = step(start, own, index + 1);
    parts.push({ seconds: Math.min(to, end) - from, basis: to - from });
  }
}

/** The next instant later than `after` on the configured day. A missing time of day is taken from `after`. */
export function configuredAnchor(
  config: {
    day_of_month: number;
    hour: number | null;
    minute: number | null;
    month: number | null;
    second: number | null;
  },
  after: number,
): number {
  const date = new Date(after * 1000);
  const hasTime = config.hour !== null;
  const hour = config.hour ?? date.getUTCHours();
  const minute = config.minute ?? (hasTime ? 0 : date.getUTCMinutes());
  const second = config.second ?? (hasTime ? 0 : date.getUTCSeconds());
  for (let offset = 0; ; offset += 1) {
    const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1));
    if (config.month !== null && first.getUTCMonth() + 1 !== config.month) continue;
    const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    const day = Math.min(config.day_of_month, lastDay);
    const instant = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day, hour, minute, second) / 1000;
    if (instant > after) return instant;
  }
}
