import type { DecimalText } from "@/lib/domain/catalog/component";
import { projected } from "@/lib/domain/metering/projection";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { TenantMonth } from "@/lib/features/license/usage-charges/rate-tenant-month";

/** How much of the days that are billed has passed, in ms. */
export type Elapsed = { elapsedMs: number; lengthMs: number };

export function elapsedOf({ spans }: Pick<TenantMonth, "spans">, timeZone: string, now: Date): Elapsed {
  let [elapsedMs, lengthMs] = [0, 0];
  for (const { from, until } of spans) {
    const start = dayWindow(from, timeZone).start.getTime();
    const end = dayWindow(until, timeZone).start.getTime();
    lengthMs += end - start;
    elapsedMs += Math.max(0, Math.min(end, now.getTime()) - start);
  }
  return { elapsedMs, lengthMs };
}

/**
 * The month as it would end if it went on like this: what adds up continues evenly over the days that are billed, what
 * does not (a peak, different users) stays as it is. Null on the first day, when a guess says nothing.
 */
export function projectMonth(
  month: TenantMonth,
  timeZone: string,
  now: Date,
): (TenantMonth & { projected: Record<string, DecimalText> }) | null {
  const { elapsedMs, lengthMs } = elapsedOf(month, timeZone, now);
  if (elapsedMs < 86_400_000) return null;
  const entries = Object.entries(month.counts).flatMap(([meter, count]) => {
    const guess = month.additive.has(meter) ? projected(count, elapsedMs, lengthMs) : null;
    return guess === null ? [] : [[meter, guess] as const];
  });
  const guesses = Object.fromEntries(entries);
  return { ...month, counts: { ...month.counts, ...guesses }, projected: guesses };
}
