import { and, asc, isNull, ne, sql } from "drizzle-orm";
import { events, webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { type EventType, testEventType } from "@/lib/domain/events/event-types";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";

const batch = 500;
/** A number that no other lock has: events are published by one transaction at a time. */
const publishingLock = 7_240_913;

/**
 * Numbers what was committed since the last time, and puts it on its way to each endpoint that wants it, in one transaction.
 * Only one of them runs at a time, so positions become visible in their order, without gaps that are filled later.
 */
export async function publishEvents(ctx: Context): Promise<void> {
  while ((await acrossTenants((tx) => publishSome(tx, ctx))) === batch);
}

async function publishSome(tx: Transaction, ctx: Context): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${publishingLock})`);
  const fresh = await tx
    .select({ id: events.id, type: events.type })
    .from(events)
    .where(and(isNull(events.position), ne(events.type, testEventType)))
    .orderBy(asc(events.version))
    .limit(batch);
  if (fresh.length === 0) return 0;
  const ids = sql.param(fresh.map(({ id }) => id));
  await tx.execute(sql`update ${events} set position = numbered.position from (
      select id, nextval('event_positions') as position
      from unnest(${ids}::text[]) with ordinality as listed (id, place) order by place
    ) as numbered where ${events}.id = numbered.id`);
  const endpoints = await tx
    .select({ id: webhookEndpoints.id, types: webhookEndpoints.types })
    .from(webhookEndpoints)
    .where(isNull(webhookEndpoints.switchedOffAt));
  for (const endpoint of endpoints) await putOnItsWay(tx, ctx, endpoint, fresh);
  return fresh.length;
}

type Endpoint = Pick<typeof webhookEndpoints.$inferSelect, "id" | "types">;

async function putOnItsWay(
  tx: Transaction,
  ctx: Context,
  { id: endpointId, types }: Endpoint,
  fresh: readonly { id: (typeof events.$inferSelect)["id"]; type: EventType }[],
): Promise<void> {
  const wanted = fresh.filter(({ type }) => types === null || types.includes(type));
  if (wanted.length === 0) return;
  await tx.insert(webhookDeliveries).values(
    wanted.map(({ id: eventId }) => ({
      id: newId("delivery"),
      endpointId,
      eventId,
      nextTryAt: ctx.now,
      createdAt: ctx.now,
    })),
  );
  await enqueueDelivering(tx, endpointId);
}

/** Wakes the sender of one endpoint. */
export const enqueueDelivering = (
  tx: Transaction,
  endpointId: Endpoint["id"],
  delay?: string,
): Promise<void> =>
  enqueueJob(
    tx,
    "deliver-events",
    { endpointId },
    // One that waits does not put off one that is to run now.
    { key: `deliver-events:${endpointId}${delay ? `:${delay}` : ""}`, delay },
  );

/** For the sweep: events whose job was lost. */
export const hasUnpublished = async (tx: Transaction): Promise<boolean> =>
  (
    await tx
      .select({ id: events.id })
      .from(events)
      .where(and(isNull(events.position), ne(events.type, testEventType)))
      .limit(1)
  ).length > 0;

/** For the sweep: endpoints to which something is due. */
export async function endpointsToDeliverTo(tx: Transaction, now: Date): Promise<Endpoint["id"][]> {
  const due = sql`exists (select from ${webhookDeliveries} where ${webhookDeliveries.endpointId} = ${webhookEndpoints.id}
    and ${webhookDeliveries.state} = 'pending' and ${webhookDeliveries.nextTryAt} <= ${now.toISOString()}::timestamptz
    and coalesce(${webhookDeliveries.claimedUntil}, 'epoch') < clock_timestamp())`;
  const rows = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(isNull(webhookEndpoints.switchedOffAt), due));
  return rows.map(({ id }) => id);
}
