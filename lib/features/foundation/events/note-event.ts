import { sql } from "drizzle-orm";
import { events } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { beforeCommit, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import type { EventToNote, Noted } from "./event-to-note";
import { objectOfEvent } from "./object-of-event";

const open = new WeakMap<Transaction, Noted[]>();

/**
 * Writes an event in the caller's transaction, so that it exists exactly if the change does. The object is read at the end
 * of the transaction: as it is committed, and while it is still locked.
 */
export async function noteEvent(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  event: EventToNote,
): Promise<void> {
  const noted = { ...event, about: event.about ?? null, tenantId, at: ctx.now };
  const others = open.get(tx);
  if (others?.some((other) => isSame(other, noted))) return;
  if (others) {
    others.push(noted);
    return;
  }
  const all: Noted[] = [noted];
  open.set(tx, all);
  await beforeCommit(tx, async () => {
    open.delete(tx);
    await write(tx, all);
  });
}

const isSame = (a: Noted, b: Noted) =>
  a.type === b.type && a.about === b.about && a.tenantId === b.tenantId && a.fact === b.fact && !a.data;

async function write(tx: Transaction, all: readonly Noted[]): Promise<void> {
  const rows = [];
  for (const noted of all) {
    const object = await objectOfEvent(tx, noted);
    if (!object) continue;
    const { tenantId, type, fact = null, at: occurredAt } = noted;
    rows.push({
      tenantId,
      id: newId("event"),
      type,
      fact,
      occurredAt,
      objectId: object.id,
      data: object.data,
    });
  }
  const [first] = rows;
  if (!first) return;
  await tx
    .insert(events)
    .values(rows)
    .onConflictDoNothing({
      target: [events.tenantId, events.fact],
      where: sql`${events.fact} is not null`,
    });
  // A key of its own: transactions that share one would wait for each other.
  await enqueueJob(tx, "publish-events", {}, { key: `publish-events:${first.id}` });
}
