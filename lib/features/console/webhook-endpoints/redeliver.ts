import { and, asc, eq, gt, gte, inArray, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { events, webhookDeliveries, type webhookEndpoints } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { enqueueDelivering } from "@/lib/features/console/webhook-delivery/publish-events";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockedEndpoint } from "./locked-endpoint";

/** As if it had not been tried. One that is being sent now is left alone. */
const anew = (ctx: Context) => ({ state: "pending", tries: 0, nextTryAt: ctx.now, closedAt: null }) as const;

async function openEndpoint(tx: Transaction, endpointId: Id<"webhookEndpoint">) {
  const endpoint = await lockedEndpoint(tx, endpointId);
  if (endpoint.switchedOffAt) throw new Refused("endpoint_is_off");
  return endpoint;
}

/** Delivers one event once more, with the same id, whether it had been accepted or not. */
export const redeliverOne = useCase(staff("webhooks.manage"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint"), deliveryId: id("delivery") }),
  async write({ ctx, input: { endpointId, deliveryId }, tx, audit }): Promise<{ redelivered: boolean }> {
    const { url } = await openEndpoint(tx, endpointId);
    const own = and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.endpointId, endpointId));
    const [delivery] = await tx
      .select({ eventId: webhookDeliveries.eventId })
      .from(webhookDeliveries)
      .where(own);
    if (!delivery) throw new Refused("not_found");
    const isFree = sql`coalesce(${webhookDeliveries.claimedUntil}, 'epoch') < clock_timestamp()`;
    const { rowCount } = await tx.update(webhookDeliveries).set(anew(ctx)).where(and(own, isFree));
    if (!rowCount) return { redelivered: false };
    await enqueueDelivering(tx, endpointId);
    await audit({
      action: "webhook_endpoint.redeliver",
      after: { endpoint: url, eventId: delivery.eventId },
    });
    return { redelivered: true };
  },
});

const batch = 1_000;

/**
 * Delivers all that happened since a time and was not accepted: what failed, was dropped, or was never sent because the
 * endpoint was off, or was made later. Repeating it delivers nothing twice that was accepted meanwhile.
 */
export const redeliverSince = useCase(staff("webhooks.manage"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint"), since: z.iso.datetime() }),
  async write({ ctx, input, tx, audit }): Promise<{ count: number }> {
    const { endpointId } = input;
    const endpoint = await openEndpoint(tx, endpointId);
    const since = new Date(input.since);
    const count =
      (await retryClosed(tx, ctx, endpointId, since)) + (await addMissing(tx, ctx, endpoint, since));
    if (count === 0) return { count };
    await enqueueDelivering(tx, endpointId);
    await audit({
      action: "webhook_endpoint.redeliver",
      after: { endpoint: endpoint.url, since: input.since, count },
    });
    return { count };
  },
});

async function retryClosed(
  tx: Transaction,
  ctx: Context,
  endpointId: Id<"webhookEndpoint">,
  since: Date,
): Promise<number> {
  const ofTime = tx.select({ id: events.id }).from(events).where(gte(events.occurredAt, since));
  const { rowCount } = await tx
    .update(webhookDeliveries)
    .set(anew(ctx))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        inArray(webhookDeliveries.state, ["failed", "dropped"]),
        inArray(webhookDeliveries.eventId, ofTime),
      ),
    );
  return rowCount ?? 0;
}

/** Page by page along the positions, so that no statement grows with the number of events. */
async function addMissing(
  tx: Transaction,
  ctx: Context,
  { id: endpointId, types }: typeof webhookEndpoints.$inferSelect,
  since: Date,
): Promise<number> {
  const known = tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.eventId, events.id)));
  let count = 0;
  for (let after = 0n; ; ) {
    const rows = await tx
      .select({ eventId: events.id, position: events.position })
      .from(events)
      .where(
        and(
          isNotNull(events.position),
          gt(events.position, after),
          gte(events.occurredAt, since),
          types === null ? undefined : inArray(events.type, types),
          sql`not exists ${known}`,
        ),
      )
      .orderBy(asc(events.position))
      .limit(batch);
    const last = rows.at(-1)?.position;
    if (!last) return count;
    await tx.insert(webhookDeliveries).values(
      rows.map(({ eventId }) => ({
        id: newId("delivery"),
        endpointId,
        eventId,
        nextTryAt: ctx.now,
        createdAt: ctx.now,
      })),
    );
    count += rows.length;
    after = last;
  }
}
