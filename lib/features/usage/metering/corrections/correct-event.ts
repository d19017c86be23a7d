import { and, desc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { tenants, usageCorrections, usageEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import { checkEvent, type EventProperties, ownNames } from "@/lib/domain/metering/usage-event";
import { correctionEndsAt } from "@/lib/domain/rated-usage/correction-time";
import { dayOf } from "@/lib/domain/time/calendar";
import { type Day, firstOfMonth } from "@/lib/domain/time/day-span";
import { foreignId, requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
import { acceptedTimes } from "@/lib/features/usage/metering/ingest/accepted-times";
import { countsOf } from "@/lib/features/usage/metering/ingest/prepare";
import { holdWrites, recountDay } from "@/lib/features/usage/metering/recount/recount-day";
import {
  archivedBefore,
  requireNotArchived,
  requireOpenDays,
} from "@/lib/features/usage/metering/units/archive-state";
import { readUnits } from "@/lib/features/usage/metering/units/directory";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** What an event counts as: with these properties at this time, or (null) not at all. */
type Effective = { properties: EventProperties; occurredAt: Date } | null;

/** `notBilled`: months that count otherwise now, but whose time of correction is over, so that no invoice says it. */
export type Corrected = { eventId: string; changed: boolean; notBilled: string[] };

const reason = requiredRemark(500);

/** Takes an event out of all counts. Repeating it changes nothing. */
export const voidEvent = useCase(tenant("usage.correct"), {
  input: z.strictObject({ eventId: foreignId, reason }),
  write: (scope) => correct(scope, () => null),
});

/**
 * Lets an event count with other properties, or at another time; what is left out stays as it counts now, or as it was
 * sent if it is void. Repeating it changes nothing.
 */
export const amendEvent = useCase(tenant("usage.correct"), {
  input: z.strictObject({
    eventId: foreignId,
    reason,
    metadata: z.unknown().optional(),
    timestamp: z.string().optional(),
  }),
  write: (scope) =>
    correct(scope, (eventName, present) => {
      const { eventId, metadata, timestamp } = scope.input;
      const raw = {
        event_id: eventId,
        tenant_id: scope.tenantId,
        event_name: eventName,
        metadata: metadata === undefined ? present.properties : metadata,
        timestamp,
      };
      const checked = checkEvent(raw, present.occurredAt, acceptedTimes(scope.ctx.now));
      if (!checked.ok) throw new Refused("invalid_input", { fields: checked.errors });
      return checked.value;
    }),
});

async function correct(
  { ctx, input, tx, tenantId, standing, audit }: Writing<{ eventId: string; reason: string }>,
  wanted: (eventName: string, present: NonNullable<Effective>) => Effective,
): Promise<Corrected> {
  await holdWrites(tx);
  const { eventId } = input;
  // Zone and units as they are under the lock: they may have changed while it was waited for.
  const [zone] = await tx
    .select({ timeZone: tenants.timeZone })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  const tenant = { uuid: uuidOf(tenantId), timeZone: zone?.timeZone ?? standing.tenant.timeZone };
  const found = await readEvent(tx, tenant.uuid, eventKey(eventId));
  const before = await archivedBefore(tx);
  if (before) await requireNotArchived(tx, tenant.uuid, eventId, before, "eventId");
  if (!found) throw new Refused("not_found");
  // What Choba writes itself tells of a change that was made elsewhere: the value is put right there.
  if (found.eventName.startsWith(ownNames))
    throw new Refused("invalid_input", { fields: [{ field: "eventId", rule: "reserved_name" }] });
  const after = wanted(found.eventName, found.effective ?? found.sent);
  if (same(found.effective, after)) return { eventId, changed: false, notBilled: [] };
  const days = new Set(
    [found.effective, after].flatMap((each) => (each ? [dayOf(each.occurredAt, tenant.timeZone)] : [])),
  );
  requireOpenDays(days, tenant.timeZone, before, "timestamp");
  const listening = (await readUnits(tx)).filter(({ rule }) => rule.eventName === found.eventName);
  if (after) {
    const { errors } = countsOf(
      { eventName: found.eventName, ...after },
      { dayOf: () => "" },
      { units: listening },
    );
    if (errors.length > 0) throw new Refused("invalid_input", { fields: errors });
  }
  await tx.insert(usageCorrections).values({
    tenantId: tenant.uuid,
    eventKey: eventKey(eventId),
    correctionId: idAfter(found.lastCorrection),
    kind: after ? "amend" : "void",
    properties: after?.properties ?? null,
    occurredAt: after?.occurredAt ?? null,
    reason: input.reason,
    actor: actorLabel(ctx.actor),
    correctedAt: ctx.now,
  });
  for (const each of [...days].sort()) await recountDay(tx, tenant, listening, each);
  await audit({
    action: after ? "usage.amend" : "usage.void",
    before: asAudited(found.effective),
    after: { eventId, ...asAudited(after), reason: input.reason },
  });
  return { eventId, changed: true, notBilled: await monthsNotBilled(tx, days, tenant.timeZone, ctx.now) };
}

async function monthsNotBilled(tx: Transaction, days: ReadonlySet<Day>, timeZone: string, now: Date) {
  const settings = await billingSettingsOf(tx);
  const months = [...new Set([...days].map((day) => firstOfMonth(day)))].sort();
  return months
    .filter((month) => correctionEndsAt(month, timeZone, settings) <= now)
    .map((month) => month.slice(0, 7));
}

/** One instant and one line of text, whatever the order in which properties were sent or are stored. */
const asAudited = (effective: Effective) =>
  effective
    ? { occurredAt: effective.occurredAt.toISOString(), metadata: inOrder(effective.properties) }
    : { isVoid: true };

const inOrder = (properties: EventProperties): string =>
  JSON.stringify(Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))));

const same = (a: Effective, b: Effective): boolean =>
  JSON.stringify(asAudited(a)) === JSON.stringify(asAudited(b));

/** A UUIDv7 that is greater than the last one, also if another machine's clock made that. */
function idAfter(last: string | undefined): string {
  const id = uuid();
  if (last === undefined || id > last) return id;
  return uuid({ msecs: Number.parseInt(last.replace("-", "").slice(0, 12), 16) + 1 });
}

async function readEvent(tx: Transaction, tenantUuid: string, key: string) {
  const [event] = await tx
    .select()
    .from(usageEvents)
    .where(and(eq(usageEvents.tenantId, tenantUuid), eq(usageEvents.eventKey, key)));
  if (!event) return null;
  const [correction] = await tx
    .select()
    .from(usageCorrections)
    .where(and(eq(usageCorrections.tenantId, tenantUuid), eq(usageCorrections.eventKey, key)))
    .orderBy(desc(usageCorrections.correctionId))
    .limit(1);
  const sent = { properties: event.properties ?? {}, occurredAt: event.occurredAt };
  const amended = {
    properties: correction?.properties ?? {},
    occurredAt: correction?.occurredAt ?? event.occurredAt,
  };
  const effective = !correction ? sent : correction.kind === "void" ? null : amended;
  return { eventName: event.eventName, sent, effective, lastCorrection: correction?.correctionId };
}
