import { isLater, type Tally } from "./tally";
import { ownNames } from "./usage-event";

/** A unit's value at one second, in ticks (10⁻¹²). `key` orders it among the values of the same second. */
export type Cell = { key: string; atMs: number; before: bigint | null; after: bigint | null };

/**
 * The tally of a day after one of its cells has changed: added (`before` null), removed (`after` null), or
 * changed in value. Null: nothing is left of the day. `"recount"`: the largest or the newest value went away,
 * so the day must be counted again from everything that was recorded.
 */
export function replaceCell(day: Tally | null, cell: Cell): Tally | null | "recount" {
  const { key, atMs, before, after } = cell;
  const own = { last: after ?? 0n, lastAt: atMs, lastKey: key };
  if (!day) return after === null ? null : { events: 1, sum: after, max: after, ...own };
  const events = day.events + (after === null ? 0 : 1) - (before === null ? 0 : 1);
  if (events === 0) return null;
  const wasLast = before !== null && day.lastAt === atMs && day.lastKey === key;
  const mayLowerMax = before !== null && before === day.max && (after === null || after < before);
  if (mayLowerMax || (wasLast && after === null)) return "recount";
  const isLast = after !== null && (wasLast || isLater(own, day));
  return {
    events,
    sum: day.sum + (after ?? 0n) - (before ?? 0n),
    max: after !== null && after > day.max ? after : day.max,
    ...(isLast ? own : { last: day.last, lastAt: day.lastAt, lastKey: day.lastKey }),
  };
}

/** Each change of a unit's value at a second is an event whose name is this prefix and the unit's name. */
const pointNames = `${ownNames}point:`;

/** The unit whose value at a second was changed; null for an event of another kind. */
export const unitOfPoint = (eventName: string): string | null =>
  eventName.startsWith(pointNames) ? eventName.slice(pointNames.length) : null;

/**
 * How SaaSus's dialect changes the value at a second. A value that was never set counts from zero and may
 * become negative.
 */
export type CellMethod = "add" | "sub" | "direct";

export function applyMethod(present: bigint | null, method: CellMethod, count: bigint): bigint {
  if (method === "direct") return count;
  return (present ?? 0n) + (method === "add" ? count : -count);
}
