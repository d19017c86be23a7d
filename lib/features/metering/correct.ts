import { and, desc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { usageCorrections, usageEvents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import { checkEvent, type EventProperties } from "@/lib/domain/metering/event";
import { dayOf } from "@/lib/domain/time/calendar";
import { command } from "../shared/command";
import { foreignId, requiredLine } from "../shared/rules";
import { acceptedTimes } from "./accepted-times";
import { directoryFor } from "./directory";
import { eventKey } from "./event-key";
import { uuidOf } from "./ids";
import { countsOf } from "./prepare";
import { holdWrites, recountDay } from "./recount";

/** What an event counts as: with these properties at this time, or (null) not at all. */
type Effective = { properties: EventProperties; occurredAt: Date } | null;

export type Corrected = { eventId: string; changed: boolean };

const reason = requiredLine(500);

/** Takes an event out of all counts. Repeating it changes nothing. */
export const voidEvent = command({
  action: "usage.correct",
  input: z.strictObject({ eventId: foreignId, reason }),
  run: (scope) => correct(scope, () => null),
});

/** Lets an event count with other properties, or at another time. Repeating it changes nothing. */
export const amendEvent = command({
  action: "usage.correct",
  input: z.strictObject({
    eventId: foreignId,
    reason,
    metadata: z.unknown(),
    timestamp: z.string().optional(),
  }),
  run: (scope) =>
    correct(scope, (eventName, sent) => {
      const { eventId, metadata, timestamp } = scope.input;
      const raw = {
        event_id: eventId,
        tenant_id: scope.tenantId,
        event_name: eventName,
        metadata,
        timestamp,
      };
      const checked = checkEvent(raw, sent.occurredAt, acceptedTimes(scope.ctx.now));
      if (!checked.ok) throw new Refused("invalid_input", { fields: checked.errors });
      return checked.value;
    }),
});

type Scope = Parameters<Parameters<typeof command>[0]["run"]>[0];

async function correct(
  {
    ctx,
    input,
    tx,
    tenantId,
    standing,
    audit,
  }: Omit<Scope, "input"> & { input: { eventId: string; reason: string } },
  wanted: (eventName: string, sent: NonNullable<Effective>) => Effective,
): Promise<Corrected> {
  await holdWrites(tx);
  const { eventId } = input;
  const tenant = { uuid: uuidOf(tenantId), timeZone: standing.tenant.timeZone };
  const found = await readEvent(tx, tenant.uuid, eventKey(eventId));
  if (!found) throw new Refused("not_found");
  const after = wanted(found.eventName, found.sent);
  if (same(found.effective, after)) return { eventId, changed: false };
  const { units } = await directoryFor([]);
  const listening = units.filter(({ rule }) => rule.eventName === found.eventName);
  const day = (at: Date) => dayOf(at, tenant.timeZone);
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
    correctionId: uuid(),
    kind: after ? "amend" : "void",
    properties: after?.properties ?? null,
    occurredAt: after?.occurredAt ?? null,
    reason: input.reason,
    actor: actorLabel(ctx.actor),
    correctedAt: ctx.now,
  });
  const days = new Set([found.effective, after].flatMap((each) => (each ? [day(each.occurredAt)] : [])));
  for (const each of [...days].sort()) await recountDay(tx, tenant, listening, each);
  await audit({
    action: after ? "usage.amend" : "usage.void",
    before: { eventId, ...told(found.effective) },
    after: { eventId, ...told(after), reason: input.reason },
  });
  return { eventId, changed: true };
}

const told = (effective: Effective) =>
  effective ? { at: effective.occurredAt.toISOString(), metadata: effective.properties } : { void: true };

const same = (a: Effective, b: Effective): boolean => JSON.stringify(told(a)) === JSON.stringify(told(b));

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
  return { eventName: event.eventName, sent, effective };
}
