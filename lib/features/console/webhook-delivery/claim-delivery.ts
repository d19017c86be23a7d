import { and, asc, eq, lt, lte, sql } from "drizzle-orm";
import { events, tenants, webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { openSecrets } from "./open-secrets";

/** How many requests are under way to one endpoint at most. */
export const lanes = 4;
/** Longer than an attempt takes. What was claimed by a process that died is free again after it. */
const claimSeconds = 30;

export type Claimed = {
  id: Id<"delivery">;
  endpoint: Pick<typeof webhookEndpoints.$inferSelect, "id" | "url">;
  /** What signs it: the secret, and while it still counts the former one. */
  secrets: string[];
  event: typeof events.$inferSelect;
  tenant: Pick<typeof tenants.$inferSelect, "id" | "slug" | "externalId"> | null;
};

/** Takes the next delivery that is due to an endpoint; null: none is, or all of its lanes are busy. */
export const claimDelivery = (endpointId: Id<"webhookEndpoint">, now: Date): Promise<Claimed | null> =>
  acrossTenants(async (tx) => {
    const endpoint = await lockEndpoint(tx, endpointId);
    if (!endpoint || endpoint.switchedOffAt || (await busyLanes(tx, endpointId)) >= lanes) return null;
    const [next] = await tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(
        and(
          pendingOf(endpointId),
          lte(webhookDeliveries.nextTryAt, now),
          lt(sql`coalesce(${webhookDeliveries.claimedUntil}, 'epoch')`, sql`clock_timestamp()`),
        ),
      )
      .orderBy(asc(webhookDeliveries.nextTryAt), asc(webhookDeliveries.id))
      .limit(1);
    if (!next) return null;
    await tx
      .update(webhookDeliveries)
      .set({ claimedUntil: sql`clock_timestamp() + make_interval(secs => ${claimSeconds})` })
      .where(eq(webhookDeliveries.id, next.id));
    const [row] = await tx
      .select({
        event: events,
        tenant: { id: tenants.id, slug: tenants.slug, externalId: tenants.externalId },
      })
      .from(webhookDeliveries)
      .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
      .leftJoin(tenants, eq(tenants.id, events.tenantId))
      .where(eq(webhookDeliveries.id, next.id));
    return row ? { id: next.id, endpoint, secrets: await openSecrets(tx, endpoint, now), ...row } : null;
  });

/** Locked by everyone who changes it or its deliveries, before these. New deliveries need not wait for it. */
export async function lockEndpoint(tx: Transaction, endpointId: Id<"webhookEndpoint">) {
  const [endpoint] = await tx
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    .for("no key update");
  return endpoint;
}

const busyLanes = (tx: Transaction, endpointId: Id<"webhookEndpoint">): Promise<number> =>
  tx.$count(
    webhookDeliveries,
    and(pendingOf(endpointId), sql`${webhookDeliveries.claimedUntil} > clock_timestamp()`),
  );

const pendingOf = (endpointId: Id<"webhookEndpoint">) =>
  and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.state, "pending"));
