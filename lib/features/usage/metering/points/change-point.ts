import { and, eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { usageArchivedKeys, usageEvents } from "@/drizzle/schema";
import { inTenant, type Transaction } from "@/lib/db/transaction";
import { actorLabel } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { applyMethod, type CellMethod } from "@/lib/domain/metering/cell";
import { type EventProperties, eventLimits, ownNames } from "@/lib/domain/metering/usage-event";
import { isDecimal, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { dayOf } from "@/lib/domain/time/calendar";
import { recordAuditOnce } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { selfManagedOnTenant, tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { countCell, WholeDayNeeded } from "@/lib/features/usage/metering/counts/count-cell";
import { lockCell, writeCell } from "@/lib/features/usage/metering/counts/point-cells";
import { acceptedTimes } from "@/lib/features/usage/metering/ingest/accepted-times";
import { holdWrites, recountDay } from "@/lib/features/usage/metering/recount/recount-day";
import { archivedBefore, requireOpenDays } from "@/lib/features/usage/metering/units/archive-state";
import {
  type Directory,
  directoryFor,
  forgetDirectory,
  type KnownUnit,
} from "@/lib/features/usage/metering/units/directory";
import { isEpochMoved } from "@/lib/features/usage/metering/units/epoch-moved";
import { eventKey, fingerprint } from "@/lib/features/usage/metering/units/event-key";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** The transaction that changes the value asks for the tenant anyway. */
const isAskedLater = async () => true;

const changeSchema = z.strictObject({
  unitName: z.string().max(255),
  /** Unix seconds; null: now. */
  timestamp: z.number().int().nullable(),
  method: z.enum(["add", "sub", "direct", "delete"]),
  /** Decimal text; without meaning for `delete`. */
  count: z
    .string()
    .refine(isDecimal, { params: { rule: "not_a_number" } })
    .default("0"),
  /** A repeat under the same key changes nothing and answers the same. */
  idempotencyKey: foreignId.optional(),
});
type Change = z.output<typeof changeSchema>;

/** The value at a second after the change, as decimal text; null once it was deleted. */
export type Point = { unitName: string; timestamp: number; value: string | null };

/**
 * Sets, raises, lowers or deletes a unit's value at one second (SaaSus's timestamp counts). A value counts as one recorded
 * value of its local day; each call is kept as an event too, with who made it. What a person does is in the tenant's
 * activity each time; what a key does, which may come many times a second, once a day and unit. What is answered is committed and shows in the next count.
 * Refusals: `not_found` for an unknown unit; `invalid_input` for a time that events are not taken for either, for too many
 * digits, for a unit that counts events or different values, and for an idempotency key that was used for something else.
 */
export const changePoint = useCase(selfManagedOnTenant("usage.record", isAskedLater), {
  input: changeSchema,
  async run({ ctx, tenantId, input }): Promise<Point> {
    let isAlone = false;
    for (let round = 0; ; round++) {
      const directory = await directoryWith(input.unitName);
      try {
        const changed = await change(directory, isAlone)(ctx, tenantId, input);
        if (!changed.ok) throw new Refused(changed.refusal.code, changed.refusal);
        noteDay(dayName(ctx, tenantId, changed.value.unitName));
        return changed.value;
      } catch (error) {
        if (error instanceof DoneBefore) return answerAgain(tenantId, error);
        if (error instanceof WholeDayNeeded) isAlone = true;
        else if (isEpochMoved(error) && round < 20) forgetDirectory();
        else throw error;
      }
    }
  },
});

/** Loaded before the transaction, so that no connection is held while another is waited for. */
async function directoryWith(unitName: string): Promise<Directory> {
  const directory = await directoryFor([]);
  if (directory.units.some((unit) => unit.unitName === unitName)) return directory;
  forgetDirectory();
  return directoryFor([]);
}

const change = (directory: Directory, isAlone: boolean) =>
  useCase(tenant("usage.record"), {
    input: changeSchema,
    async write({ ctx, input, tx, tenantId, standing, audit }) {
      const unit = directory.units.find(({ unitName }) => unitName === input.unitName);
      const { at, wanted } = checked(ctx, input, unit);
      // Always in this order: the lock on how usage is counted, the day's audit row, the cell, the event, the day.
      if (isAlone) await holdWrites(tx);
      await tx.execute(sql`select choba_epoch_guard(${directory.epoch}::bigint)`);
      const tenant = { uuid: uuidOf(tenantId), timeZone: standing.tenant.timeZone };
      if (ctx.actor.kind !== "user") await auditDay(tx, ctx, tenantId, input.unitName);
      const day = dayOf(at, tenant.timeZone);
      requireOpenDays([day], tenant.timeZone, await archivedBefore(tx), "timestamp");
      const place = { tenantUuid: tenant.uuid, unitUuid: wanted.uuid, at };
      const before = await lockCell(tx, place, input.method !== "delete");
      const after = input.method === "delete" ? null : valueAfter(before, input.method, input.count);
      const value = after === null ? null : printDecimal(after);
      await recordFact(tx, ctx, tenant.uuid, input, at, value);
      // A delete that found no value has locked nothing and writes nothing: another call may have set one meanwhile.
      if (before !== null || after !== null) {
        await writeCell(tx, place, value);
        if (isAlone) await recountDay(tx, tenant, [wanted], day);
        else await countCell(tx, place, { day, timeZone: tenant.timeZone }, { before, after });
        if (ctx.actor.kind === "user")
          await audit({
            action: "usage.set_value",
            before: { value: before === null ? null : printDecimal(before) },
            after: { unitName: input.unitName, occurredAt: at.toISOString(), value },
          });
      }
      return { unitName: input.unitName, timestamp: at.getTime() / 1000, value } satisfies Point;
    },
  });

/** What a server did to a unit's values on a day (UTC) is one entry of the tenant's activity. */
const dayName = ({ actor, now }: Context, tenantId: Id<"tenant">, unitName: string): string =>
  [tenantId, actorLabel(actor), now.toISOString().slice(0, 10), unitName].join(" ");

/** The entries that are certainly there, so that nearly all calls write none. */
const noted = new Set<string>();
const mostNoted = 10_000;

function noteDay(name: string): void {
  if (noted.size >= mostNoted) noted.clear();
  noted.add(name);
}

async function auditDay(tx: Transaction, ctx: Context, tenantId: Id<"tenant">, unitName: string) {
  const name = dayName(ctx, tenantId, unitName);
  if (noted.has(name)) return;
  await recordAuditOnce(tx, ctx, tenantId, { action: "usage.set_values", after: { unitName } }, name);
}

function checked({ now }: Context, input: Change, unit: KnownUnit | undefined) {
  if (!unit) throw new Refused("not_found", { fields: [{ field: "unitName", rule: "unknown_unit" }] });
  const wrong = withoutAmount(unit, input.method);
  if (wrong) throw new Refused("invalid_input", { fields: [{ field: "unitName", rule: wrong }] });
  const seconds = input.timestamp ?? Math.floor(now.getTime() / 1000);
  const at = new Date(seconds * 1000);
  const { earliest, latest } = acceptedTimes(now);
  const field = "timestamp";
  if (!(at.getTime() <= latest.getTime()))
    throw new Refused("invalid_input", {
      fields: [{ field, rule: "in_the_future", params: { minutes: eventLimits.aheadMinutes } }],
    });
  if (at.getTime() < earliest.getTime())
    throw new Refused("invalid_input", {
      fields: [{ field, rule: "before_accepted", params: { earliest: earliest.toISOString() } }],
    });
  return { at, wanted: unit };
}

/** Why a unit has no amount at a moment: raising or lowering one by 5 would count as one more event, or one more value. */
function withoutAmount({ aggregation }: KnownUnit, method: Change["method"]): string | null {
  if (aggregation === "unique") return "counts_different_values";
  // One that was set while the unit aggregated otherwise may go.
  return aggregation === "count" && method !== "delete" ? "counts_how_often" : null;
}

function valueAfter(before: bigint | null, method: CellMethod, count: string): bigint {
  const after = applyMethod(before, method, parseDecimal(count));
  if (!isDecimal(printDecimal(after)))
    throw new Refused("invalid_input", { fields: [{ field: "count", rule: "number_too_long" }] });
  return after;
}

/** The same call was made before: this transaction is undone. */
class DoneBefore extends Error {
  constructor(
    readonly unitName: string,
    readonly key: string,
    readonly fingerprint: bigint,
  ) {
    super("this call was made before");
  }
}

async function recordFact(
  tx: Transaction,
  { now, actor }: Context,
  tenantUuid: string,
  { unitName, method, count, timestamp, idempotencyKey }: Change,
  at: Date,
  value: string | null,
): Promise<void> {
  const eventName = `${ownNames}point:${unitName}`;
  const said: EventProperties = method === "delete" ? { method } : { method, count };
  const eventId = idempotencyKey === undefined ? uuid() : `${ownNames}point:${idempotencyKey}`;
  const print = fingerprint(
    { eventId, tenant: tenantUuid, eventName, occurredAt: at, properties: said },
    timestamp !== null,
  );
  const written = await tx
    .insert(usageEvents)
    .values({
      tenantId: tenantUuid,
      eventKey: eventKey(eventId),
      eventId: idempotencyKey === undefined ? null : eventId,
      eventName,
      occurredAt: at,
      recordedAt: now,
      fingerprint: print,
      properties: { ...said, ...(value === null ? {} : { value }), by: actorLabel(actor) },
    })
    .onConflictDoNothing()
    .returning({ eventKey: usageEvents.eventKey });
  if (written.length === 0) throw new DoneBefore(unitName, eventKey(eventId), print);
  if (idempotencyKey !== undefined && (await isArchived(tx, tenantUuid, eventKey(eventId))))
    throw usedOtherwise();
}

/** The key's first call is in the archive, and with it what was answered then. */
async function isArchived(tx: Transaction, tenantUuid: string, key: string): Promise<boolean> {
  const found = await tx
    .select({ key: usageArchivedKeys.eventKey })
    .from(usageArchivedKeys)
    .where(and(eq(usageArchivedKeys.tenantId, tenantUuid), eq(usageArchivedKeys.eventKey, key)));
  return found.length > 0;
}

const usedOtherwise = () =>
  new Refused("invalid_input", { fields: [{ field: "idempotencyKey", rule: "used_otherwise" }] });

/** What the first call under the key was answered, or a refusal if that call was another one. */
async function answerAgain(tenantId: Id<"tenant">, done: DoneBefore): Promise<Point> {
  const [event] = await inTenant(tenantId, (tx) =>
    tx
      .select()
      .from(usageEvents)
      .where(and(eq(usageEvents.tenantId, uuidOf(tenantId)), eq(usageEvents.eventKey, done.key))),
  );
  if (event?.fingerprint !== done.fingerprint) throw usedOtherwise();
  const { value = null } = event.properties ?? {};
  return {
    unitName: done.unitName,
    timestamp: event.occurredAt.getTime() / 1000,
    value: value === null ? null : String(value),
  };
}
