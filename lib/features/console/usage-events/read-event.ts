import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { tenants, usageCorrections, usageEvents, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import { type Day, rangeOfDay } from "@/lib/domain/metering/period";
import { type EventProperties, ownNames } from "@/lib/domain/metering/usage-event";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { countRows } from "@/lib/features/usage/metering/units/queries";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { type Effect, effectsOf, type ListeningUnit, listeningUnits } from "./event-effect";
import { type PointChange, readPoint } from "./read-point";

export type Correction = {
  id: string;
  kind: "void" | "amend";
  reason: string;
  by: string;
  at: string;
  properties: EventProperties | null;
  occurredAt: string | null;
};

/** One event as support looks at it: what it said, what it did to which count, and what was put right about it. */
export type EventView = {
  tenant: { id: Id<"tenant">; slug: string; name: string; timeZone: string };
  eventKey: string;
  eventId: string;
  eventName: string;
  /** As it was sent. */
  properties: EventProperties;
  occurredAt: string;
  recordedAt: string;
  /** As it counts now; null: not at all. */
  effective: { properties: EventProperties; occurredAt: string; day: Day } | null;
  /** What it does now, unit by unit; with what the whole day counts. */
  effects: (Effect & { dayCount: string | null })[];
  /** Written by Choba itself, such as a value at a timestamp: it says what changed, and is not counted as an event. */
  isOwn: boolean;
  /** Which value it tells of, if it is one of those. */
  point: PointChange | null;
  /** Newest first. */
  corrections: Correction[];
  mayCorrect: boolean;
};

/** One event by tenant and key; `not_found` also for those whose month has been archived. */
export const readEvent = useCase(staff("usage.explore"), {
  input: z.strictObject({ tenant: id("tenant"), eventKey: z.guid() }),
  async read({ ctx, input, tx }): Promise<EventView> {
    const event = await findEventView(tx, ctx, input.tenant, input.eventKey);
    if (!event) throw new Refused("not_found");
    return event;
  },
});

/** The same within a transaction of staff; null: it is not there. */
export async function findEventView(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  eventKey: string,
): Promise<EventView | null> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  const own = { tenant: uuidOf(tenantId), key: eventKey };
  const [event] = await tx
    .select()
    .from(usageEvents)
    .where(and(eq(usageEvents.tenantId, own.tenant), eq(usageEvents.eventKey, own.key)));
  if (!tenant || !event) return null;
  const corrections = await tx
    .select()
    .from(usageCorrections)
    .where(and(eq(usageCorrections.tenantId, own.tenant), eq(usageCorrections.eventKey, own.key)))
    .orderBy(asc(usageCorrections.correctionId));
  const last = corrections.at(-1);
  const sent = { properties: event.properties ?? {}, occurredAt: event.occurredAt };
  const amended = { properties: last?.properties ?? {}, occurredAt: last?.occurredAt ?? event.occurredAt };
  const effective = last?.kind === "void" ? null : last ? amended : sent;
  const units = (await listeningUnits(tx)).filter(({ rule }) => rule.eventName === event.eventName);
  const day = effective && dayOf(effective.occurredAt, tenant.timeZone);
  const names = await namesOf(
    tx,
    corrections.map(({ actor }) => actor),
  );
  const { id, slug, name, timeZone } = tenant;
  return {
    tenant: { id, slug, name, timeZone },
    eventKey: event.eventKey,
    eventId: event.eventId ?? event.eventKey,
    eventName: event.eventName,
    properties: sent.properties,
    occurredAt: sent.occurredAt.toISOString(),
    recordedAt: event.recordedAt.toISOString(),
    effective:
      effective && day
        ? { properties: effective.properties, occurredAt: effective.occurredAt.toISOString(), day }
        : null,
    effects: effective && day ? await withDay(tx, tenantId, day, { ...event, ...effective }, units) : [],
    isOwn: event.eventName.startsWith(ownNames),
    point: await readPoint(tx, tenantId, event),
    corrections: corrections.toReversed().map((row) => ({
      id: row.correctionId,
      kind: row.kind,
      reason: row.reason,
      by: names.get(row.actor) ?? row.actor,
      at: row.correctedAt.toISOString(),
      properties: row.properties,
      occurredAt: row.occurredAt?.toISOString() ?? null,
    })),
    mayCorrect: may(rolesOf(ctx.actor, null), "usage.correct"),
  };
}

async function withDay(
  tx: Transaction,
  tenantId: Id<"tenant">,
  day: Day,
  event: Parameters<typeof effectsOf>[0],
  units: readonly ListeningUnit[],
): Promise<EventView["effects"]> {
  const rows = await countRows(tx, tenantId, units, rangeOfDay(day), "range");
  const uuids = new Map(units.map(({ unitName, uuid }) => [unitName, uuid]));
  return effectsOf(event, units).map((effect) => {
    const row = rows.find(({ unitUuid }) => unitUuid === uuids.get(effect.unitName));
    return { ...effect, dayCount: effect.counted ? (row?.count ?? "0") : null };
  });
}

/** Names of people by the label of the audit log; keys and processes keep their label. */
async function namesOf(tx: Transaction, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = actors.map((actor) => actor.replace(/^user:/, "")).filter((actor) => isId("user", actor));
  if (ids.length === 0) return new Map();
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  return new Map(rows.map(({ id, name }) => [`user:${id}`, name]));
}
