import type { PlanDefinition } from "../catalog/plan";
import { type DaySpan, daysIn, intersection } from "../time/day-span";

/** What was held from a day on, paid for. Spans of one tenant do not overlap. */
export type PaidTerm = {
  planVersionId: string;
  definition: PlanDefinition;
  /** People with a seat. */
  seats: number;
  span: DaySpan;
};

/** A version and a number of seats, with the days of a month on which they were held. */
export type HeldPart = Omit<PaidTerm, "span"> & { days: number };

/** What was held in a month, in the order of time, and on which days. */
export type HeldInMonth = { parts: HeldPart[]; spans: DaySpan[] };

/**
 * The days of a month on which a paid license was held, by version and seats. Days of the same version and seats count
 * together, also if something else was held between them.
 */
export function heldParts(terms: readonly PaidTerm[], month: DaySpan): HeldInMonth {
  const parts = new Map<string, HeldPart>();
  const spans: DaySpan[] = [];
  for (const { span: whole, ...held } of terms.toSorted(byTime)) {
    const span = intersection(whole, month);
    if (!span) continue;
    const key = JSON.stringify([held.planVersionId, held.seats]);
    const earlier = parts.get(key);
    parts.set(key, { ...held, days: (earlier?.days ?? 0) + daysIn(span) });
    const last = spans.at(-1);
    if (last?.until === span.from) last.until = span.until;
    else spans.push({ ...span });
  }
  return { parts: [...parts.values()], spans };
}

const byTime = (a: PaidTerm, b: PaidTerm): number => (a.span.from < b.span.from ? -1 : 1);
