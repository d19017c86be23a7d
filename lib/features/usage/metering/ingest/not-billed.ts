import { correctionEndsAt } from "@/lib/domain/rated-usage/correction-time";
import { firstOfMonth } from "@/lib/domain/time/day-span";
import type { Directory } from "@/lib/features/usage/metering/units/directory";
import type { Outcome } from "./commit-events";
import type { PreparedEvent } from "./prepare";

/** An event that is counted but not billed any more: the time in which its month is corrected is over. */
export type NotBilled = { index: number; month: string };

const dayMs = 86_400_000;

type Taken = { prepared: readonly PreparedEvent[]; indexes: readonly number[]; outcomes: readonly Outcome[] };

/** Those of the events that were taken, now or before. Nearly all events are recent, and cost one comparison. */
export function notBilledOf(
  { prepared, indexes, outcomes }: Taken,
  directory: Directory,
  now: Date,
): NotBilled[] {
  const { billing, tenants } = directory;
  const recent = now.getTime() - billing.correctionDays * dayMs;
  const isOver = new Map<string, boolean>();
  return prepared.flatMap(({ event }, place) => {
    const occurredMs = event.occurredAt.getTime();
    if (occurredMs >= recent || (outcomes[place] !== "new" && outcomes[place] !== "known")) return [];
    const tenant = tenants.get(event.tenant);
    if (!tenant) return [];
    const monthFrom = firstOfMonth(tenant.dayOf(occurredMs));
    const key = `${tenant.id} ${monthFrom}`;
    const over = isOver.get(key) ?? correctionEndsAt(monthFrom, tenant.timeZone, billing) <= now;
    isOver.set(key, over);
    return over ? [{ index: indexes[place] ?? 0, month: monthFrom.slice(0, 7) }] : [];
  });
}
