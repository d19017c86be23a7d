import { and, asc, desc, eq, gte, ne, sql } from "drizzle-orm";
import { ingestMinutes, meterUnits } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";

export type UnreadKind = { name: string; missing: string[]; events: number; lastAt: string };

const mostKinds = 20;

/** Events that added nothing because properties were missing, by name, most first; without what no unit reads any more. */
export async function readUnreadSince(tx: Transaction, since: Date): Promise<UnreadKind[]> {
  const events = sql<string>`sum(${ingestMinutes.events})`;
  const rows = await tx
    .select({ detail: ingestMinutes.detail, events, lastAt: sql<string>`max(${ingestMinutes.lastAt})` })
    .from(ingestMinutes)
    .where(
      and(
        gte(ingestMinutes.minute, since),
        eq(ingestMinutes.outcome, "unread"),
        ne(ingestMinutes.detail, ""),
      ),
    )
    .groupBy(ingestMinutes.detail)
    .orderBy(desc(events), asc(ingestMinutes.detail));
  const read = await readProperties(tx);
  return rows
    .map(({ detail, events: sum, lastAt }) => {
      const [name = "", ...missing] = detail.split("\t");
      return { name, missing, events: Number(sum), lastAt: new Date(lastAt).toISOString() };
    })
    .filter(({ name, missing }) => missing.some((property) => read.get(name)?.has(property)))
    .slice(0, mostKinds);
}

/** The properties that units read, by the name of their events. */
async function readProperties(tx: Transaction): Promise<Map<string, Set<string>>> {
  const { eventName, filter, property } = meterUnits;
  const read = new Map<string, Set<string>>();
  for (const unit of await tx.select({ eventName, filter, property }).from(meterUnits)) {
    const names = read.get(unit.eventName) ?? new Set();
    for (const condition of unit.filter) names.add(condition.property);
    if (unit.property) names.add(unit.property);
    read.set(unit.eventName, names);
  }
  return read;
}
