import { and, asc, eq, gt, inArray, isNotNull, type SQL } from "drizzle-orm";
import { z } from "zod";
import { events, tenants } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { eventTypes } from "@/lib/domain/events/event-types";
import { type EventMessage, eventMessage } from "@/lib/features/console/webhook-delivery/event-message";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

const columns = {
  event: events,
  tenant: { id: tenants.id, slug: tenants.slug, externalId: tenants.externalId },
};

/** A key that was made for some tenants reads of no other one. */
const ofReachedTenants = ({ actor }: Context): SQL | undefined =>
  actor.kind === "api_key" && actor.tenantIds !== null
    ? inArray(events.tenantId, [...actor.tenantIds])
    : undefined;

export type EventsLog = {
  data: EventMessage[];
  /** Where the next read goes on; the given cursor if nothing is newer, and null if nothing has ever been. */
  next: string | null;
};

/**
 * What has happened, the oldest first. Whoever goes on from the cursor misses nothing, also of what was committed late: an
 * event has its place only once it and all before it are committed.
 */
export const readEventsLog = useCase(staff("events_log.view"), {
  input: z.strictObject({
    /** A cursor of an earlier answer. */
    after: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    types: z.array(z.enum(eventTypes)).min(1).optional(),
    tenantId: id("tenant").optional(),
    limit: z.int().min(1).max(100).default(50),
  }),
  async read({ ctx, tx, input: { after, types, tenantId, limit } }): Promise<EventsLog> {
    const rows = await tx
      .select(columns)
      .from(events)
      .leftJoin(tenants, eq(tenants.id, events.tenantId))
      .where(
        and(
          isNotNull(events.position),
          ofReachedTenants(ctx),
          after === undefined ? undefined : gt(events.position, BigInt(after)),
          types && inArray(events.type, types),
          tenantId && eq(events.tenantId, tenantId),
        ),
      )
      .orderBy(asc(events.position))
      .limit(limit);
    const last = rows.at(-1)?.event.position ?? null;
    return { data: rows.map(eventMessage), next: last === null ? (after ?? null) : String(last) };
  },
});

export const readEvent = useCase(staff("events_log.view"), {
  input: z.strictObject({ eventId: id("event") }),
  async read({ ctx, tx, input: { eventId } }): Promise<EventMessage> {
    const [row] = await tx
      .select(columns)
      .from(events)
      .leftJoin(tenants, eq(tenants.id, events.tenantId))
      .where(and(eq(events.id, eventId), isNotNull(events.position), ofReachedTenants(ctx)));
    if (!row) throw new Refused("not_found");
    return eventMessage(row);
  },
});
