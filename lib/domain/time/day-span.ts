import { invariant } from "../errors";

/** A local calendar day of a tenant as `YYYY-MM-DD`. Text order is the order of time. */
export type Day = string;

/** Local calendar days: the first one, and the day after the last one. */
export type DaySpan = { from: Day; until: Day };

const dayMs = 86_400_000;
const form = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 1970-01-01. Local days have no zone here, so UTC serves as a plain calendar. */
function numberOf(day: Day): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  invariant(form.test(day) && !Number.isNaN(ms), `"${day}" is a day`);
  return ms / dayMs;
}

const dayOfNumber = (number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => dayOfNumber(numberOf(day) + count);

/** Whole days from `from` to `until`; negative if `until` is earlier. */
export const daysBetween = (from: Day, until: Day): number => numberOf(until) - numberOf(from);

/** How many days a span has. A span that ends before it begins is a mistake of this code. */
export function daysIn({ from, until }: DaySpan): number {
  const days = daysBetween(from, until);
  invariant(days >= 0, `${from} is not after ${until}`);
  return days;
}

export function earlierOf(a: Day, b: Day): Day {
  if (a < b) return a;
  return b;
}

export function laterOf(a: Day, b: Day): Day {
  if (a > b) return a;
  return b;
}

/** The days of both spans, or null if they share none. */
export function intersection(a: DaySpan, b: DaySpan): DaySpan | null {
  const from = laterOf(a.from, b.from);
  const until = earlierOf(a.until, b.until);
  return from < until ? { from, until } : null;
}

export const covers = (outer: DaySpan, inner: DaySpan): boolean =>
  outer.from <= inner.from && outer.until >= inner.until;

/** The first day of a month `count` months after the month of `day`. */
export function firstOfMonth(day: Day, count = 0): Day {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

/** The calendar month of a day. */
export const monthSpan = (day: Day): DaySpan => ({ from: firstOfMonth(day), until: firstOfMonth(day, 1) });
