import { and, desc, eq, gte, inArray, lt, notLike, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { meterUnits, tenants, usageEvents } from "@/drizzle/schema";
import { isTimeout } from "@/lib/db/errors";
import { limitStatements } from "@/lib/db/statement-limit";
import { throughIndexes } from "@/lib/db/through-indexes";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { FilterCondition } from "@/lib/domain/catalog/meter-unit";
import { Refused } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import { type EventProperties, ownNames } from "@/lib/domain/metering/usage-event";
import type { Context } from "@/lib/features/foundation/context/context";
import { selfManaged } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { acceptedTimes } from "@/lib/features/usage/metering/ingest/accepted-times";
import { directoryFor } from "@/lib/features/usage/metering/units/directory";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";
import { eventsOfTenant } from "@/lib/features/usage/metering/units/events-of-tenant";
import { tenantIdOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** An event as it was sent, whatever was put right about it since. */
export type SentEvent = {
  eventId: string;
  tenantId: Id<"tenant">;
  eventName: string;
  occurredAt: Date;
  properties: EventProperties;
};

/** What one question to the database may take, and how many events a page may leave out. */
const mostMs = 5_000;
export const mostSkipped = 100_000;

const listSchema = z.strictObject({
  tenant: z.string().optional(),
  eventName: z.string().optional(),
  meterUnitId: z.string().optional(),
  start: z.date().optional(),
  end: z.date().optional(),
  limit: z.int().min(1).max(1_000),
  offset: z.int().min(0).max(mostSkipped),
});

/**
 * Events of all tenants, or of one, the latest first: those that a name, a meter unit or a time leaves over. Archived
 * ones are gone. Refuses names that nothing has: an empty page would hide a typing error; and what would look through
 * too much: a question of more than a few seconds, and pages so far back that a narrower time is the way to them.
 */
export const listEvents = useCase(selfManaged("usage.explore"), {
  input: listSchema,
  run: ({ ctx, input }): Promise<SentEvent[]> => withinLimits(() => findEvents(ctx, input)),
});

async function findEvents(ctx: Context, input: z.output<typeof listSchema>): Promise<SentEvent[]> {
  const tenant = await tenantNamed(input.tenant);
  const conditions: SQL[] = [notLike(usageEvents.eventName, `${ownNames}%`)];
  if (input.eventName !== undefined) conditions.push(eq(usageEvents.eventName, input.eventName));
  if (input.start) conditions.push(gte(usageEvents.occurredAt, input.start));
  const end = input.end ?? new Date(acceptedTimes(ctx.now).latest.getTime() + 1);
  conditions.push(lt(usageEvents.occurredAt, end));
  const page = { limit: input.limit, offset: input.offset };
  return acrossTenants(async (tx) => {
    await limitStatements(tx, mostMs);
    await throughIndexes(tx);
    if (input.meterUnitId !== undefined) conditions.push(...(await listensTo(tx, input.meterUnitId)));
    const ofTenant = tenant === null ? null : await eventsOfTenant(tx, tenant, sql`${usageEvents.tenantId}`);
    if (ofTenant) conditions.push(ofTenant.condition);
    for (let lengthMs = ofTenant?.isFew ? longestMs : firstMs; lengthMs < longestMs; ) {
      const since = gte(usageEvents.occurredAt, new Date(end.getTime() - lengthMs));
      const found = await select(tx, [...conditions, since], page);
      if (found.length === input.limit) return found;
      lengthMs *= Math.min(mostGrowth, Math.max(1.5, (1.3 * input.limit) / found.length));
    }
    return select(tx, conditions, page);
  });
}

/**
 * Time is indexed by block ranges only, which find a window and cannot sort: a page is looked for among the latest
 * events first, and further back only if that does not fill it, as far as what was found lets expect.
 */
const firstMs = 60_000;
const longestMs = 366 * 24 * 60 * 60_000;
const mostGrowth = 24;

/** The event with this id: of one tenant if it is named, otherwise the latest one of any. */
export const readSentEvent = useCase(selfManaged("usage.explore"), {
  input: z.strictObject({ eventId: z.string(), tenant: z.string().optional() }),
  run: ({ input }): Promise<SentEvent> =>
    withinLimits(async () => {
      const tenant = await tenantNamed(input.tenant);
      // The key begins with the tenant, so all of them are named: one probe of the index for each.
      const among = tenant
        ? eq(usageEvents.tenantId, tenant)
        : sql`${usageEvents.tenantId} = any(array(select replace(${tenants.id}, 'ten_', '')::uuid from ${tenants}))`;
      const ofKey = eq(usageEvents.eventKey, eventKey(input.eventId));
      const [event] = await acrossTenants((tx) => select(tx, [among, ofKey], { limit: 1, offset: 0 }));
      if (!event) throw new Refused("not_found");
      return event;
    }),
});

/** What would take too long is refused with the way to ask for less. */
async function withinLimits<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new Refused("invalid_input", { fields: [{ field: "start", rule: "looks_too_far" }] });
  }
}

async function select(
  tx: Transaction,
  conditions: SQL[],
  { limit, offset }: { limit: number; offset: number },
): Promise<SentEvent[]> {
  const rows = await tx
    .select()
    .from(usageEvents)
    .where(and(...conditions))
    .orderBy(desc(usageEvents.occurredAt), desc(usageEvents.eventKey))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => ({
    eventId: row.eventId ?? row.eventKey,
    tenantId: tenantIdOf(row.tenantId),
    eventName: row.eventName,
    occurredAt: row.occurredAt,
    properties: row.properties ?? {},
  }));
}

/**
 * Its UUID; null for no name. Asked before any transaction is open: it opens one of its own, and a caller that waits for a second
 * connection while holding one may wait for ever.
 */
async function tenantNamed(name: string | undefined): Promise<string | null> {
  if (name === undefined) return null;
  const tenant = (await directoryFor([name])).tenants.get(name);
  if (!tenant)
    throw new Refused("invalid_input", { fields: [{ field: "customerId", rule: "unknown_tenant" }] });
  return tenant.uuid;
}

/** The events that a meter unit listens to and its filter lets through. */
async function listensTo(tx: Transaction, id: string): Promise<SQL[]> {
  const [unit] = isId("meterUnit", id) ? await tx.select().from(meterUnits).where(eq(meterUnits.id, id)) : [];
  if (!unit) throw new Refused("invalid_input", { fields: [{ field: "meterId", rule: "unknown_unit" }] });
  return [eq(usageEvents.eventName, unit.eventName), ...unit.filter.map(holds)];
}

function holds({ property, operator, values }: FilterCondition): SQL {
  const isAmong = inArray(sql`coalesce(${usageEvents.properties} ->> ${property}, '')`, values);
  const exists = sql`coalesce(${usageEvents.properties} ? ${property}, false)`;
  return operator === "is" ? sql`(${exists} and ${isAmong})` : sql`not (${exists} and ${isAmong})`;
}
