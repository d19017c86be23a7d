import { and, desc, eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { events, tenants, webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Attempt, DeliveryState, SwitchedOffReason } from "@/lib/domain/events/delivery";
import type { EventType } from "@/lib/domain/events/event-types";
import type { Id } from "@/lib/domain/ids";
import { eventMessage } from "@/lib/features/console/webhook-delivery/event-message";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** An endpoint as staff see it. Times are ISO 8601. */
export type EndpointView = {
  id: Id<"webhookEndpoint">;
  url: string;
  description: string;
  /** Null: all. */
  types: EventType[] | null;
  switchedOff: { at: string; reason: SwitchedOffReason } | null;
  failingSince: string | null;
  /** Until then the former secret signs too; null: only one does. */
  formerUntil: string | null;
  createdBy: string;
  createdAt: string;
  /** What waits to be sent, and what was given up. */
  pending: number;
  failed: number;
};

export const listEndpoints = useCase(staff("webhooks.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<EndpointView[]> {
    return (await endpointRows(tx)).map((row) => viewOf(row, ctx.now));
  },
});

export const readEndpoint = useCase(staff("webhooks.view"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint") }),
  async read({ ctx, input, tx }): Promise<EndpointView> {
    const [row] = await endpointRows(tx, input.endpointId);
    if (!row) throw new Refused("not_found");
    return viewOf(row, ctx.now);
  },
});

const countOf = (state: DeliveryState) =>
  sql<number>`(select count(*)::integer from ${webhookDeliveries}
    where ${webhookDeliveries.endpointId} = ${webhookEndpoints.id} and ${webhookDeliveries.state} = ${state})`;

const endpointRows = (tx: Transaction, only?: Id<"webhookEndpoint">) =>
  tx
    .select({ endpoint: webhookEndpoints, pending: countOf("pending"), failed: countOf("failed") })
    .from(webhookEndpoints)
    .where(only && eq(webhookEndpoints.id, only))
    .orderBy(desc(webhookEndpoints.id));

function viewOf(
  { endpoint, pending, failed }: Awaited<ReturnType<typeof endpointRows>>[number],
  now: Date,
): EndpointView {
  const { id, url, description, types, switchedOffAt, switchedOffReason, formerUntil, createdBy } = endpoint;
  return {
    id,
    url,
    description,
    types,
    switchedOff:
      switchedOffAt && switchedOffReason
        ? { at: switchedOffAt.toISOString(), reason: switchedOffReason }
        : null,
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    formerUntil: formerUntil && formerUntil > now ? formerUntil.toISOString() : null,
    createdBy,
    createdAt: endpoint.createdAt.toISOString(),
    pending,
    failed,
  };
}

export type DeliveryView = {
  id: Id<"delivery">;
  eventId: Id<"event">;
  type: EventType;
  tenant: { slug: string; name: string } | null;
  state: DeliveryState;
  occurredAt: string;
  /** Null: it is not tried again. */
  nextTryAt: string | null;
  attempts: Attempt[];
  /** The body as it is sent. */
  body: string;
};

export type Deliveries = { rows: DeliveryView[]; next: Id<"delivery"> | null };

const pageSize = 25;

/** The deliveries of an endpoint, the newest first, page by page. */
export const listDeliveries = useCase(staff("webhooks.view"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint"), before: id("delivery").optional() }),
  async read({ tx, input: { endpointId, before } }): Promise<Deliveries> {
    const found = await tx
      .select({
        delivery: webhookDeliveries,
        event: events,
        tenant: { id: tenants.id, slug: tenants.slug, name: tenants.name, externalId: tenants.externalId },
      })
      .from(webhookDeliveries)
      .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
      .leftJoin(tenants, eq(tenants.id, events.tenantId))
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpointId),
          before === undefined ? undefined : lt(webhookDeliveries.id, before),
        ),
      )
      .orderBy(desc(webhookDeliveries.id))
      .limit(pageSize + 1);
    const rows = found.slice(0, pageSize).map(({ delivery, event, tenant }) => ({
      id: delivery.id,
      eventId: event.id,
      type: event.type,
      tenant: tenant && { slug: tenant.slug, name: tenant.name },
      state: delivery.state,
      occurredAt: event.occurredAt.toISOString(),
      nextTryAt: delivery.state === "pending" ? delivery.nextTryAt.toISOString() : null,
      attempts: delivery.attempts,
      body: JSON.stringify(eventMessage({ event, tenant }), null, 2),
    }));
    return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
  },
});
