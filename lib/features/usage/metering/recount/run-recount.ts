import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { tenants, usageDays, usageRecounts, usageSeen } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { archivedBefore, isFrozen } from "@/lib/features/usage/metering/units/archive-state";
import { readUnits } from "@/lib/features/usage/metering/units/directory";
import { everyOne, type RecountSubject } from "@/lib/features/usage/metering/units/request-recount";
import { tenantIdOf, uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { holdWrites, recountDay } from "./recount-day";
import { type DayOfTenant, planRecount } from "./recount-plan";

/** How long a worker may be silent before another one takes its recount over. A single day takes less. */
const claim = sql`clock_timestamp() + interval '60 seconds'`;

/**
 * Counts a unit, or a tenant, again day by day. Each day is a short transaction during which nothing is written, and
 * between two of them writers have as long for themselves. Killed at any moment it goes on behind the last day done.
 */
export async function runRecount(subject: RecountSubject): Promise<void> {
  const begun = await acrossTenants((tx) => begin(tx, subject));
  if (!begun) return;
  for (const each of begun.days) {
    const startedAt = performance.now();
    if (!(await acrossTenants((tx) => step(tx, subject, begun.revision, each)))) return;
    await sleep(performance.now() - startedAt);
  }
  await finish(subject, begun.revision);
}

const rowOf = ({ tenantId, unitId }: RecountSubject) =>
  and(eq(usageRecounts.tenantId, tenantId), eq(usageRecounts.unitId, unitId));

async function begin(tx: Transaction, subject: RecountSubject) {
  const [row] = await tx.select().from(usageRecounts).where(rowOf(subject)).for("update");
  if (!row) return null;
  const [taken] = await tx
    .select({ isTaken: sql<boolean>`coalesce(claimed_until > clock_timestamp(), false)` })
    .from(usageRecounts)
    .where(rowOf(subject));
  if (taken?.isTaken) return null;
  const zones = new Map(
    (await tx.select({ id: tenants.id, timeZone: tenants.timeZone }).from(tenants)).map(
      ({ id, timeZone }) => [uuidOf(id), timeZone] as const,
    ),
  );
  const unit = (await readUnits(tx)).find(({ uuid }) => uuid === subject.unitId);
  const eventName = unit?.rule.eventName ?? null;
  const isGone = subject.unitId !== everyOne && !unit;
  const all = isGone ? [] : await planRecount(tx, subject, eventName, zones, await archivedBefore(tx));
  const days = all.filter((each) => isBehind(each, row));
  await tx
    .update(usageRecounts)
    .set({ planned: row.done + days.length, claimedUntil: claim as unknown as Date })
    .where(rowOf(subject));
  return { revision: row.revision, days };
}

const isBehind = (
  { tenantId, day }: DayOfTenant,
  { cursorTenant, cursorDay }: Pick<typeof usageRecounts.$inferSelect, "cursorTenant" | "cursorDay">,
): boolean => cursorTenant === null || `${tenantId} ${day}` > `${cursorTenant} ${cursorDay}`;

/** Counts one day; false if the work was asked for again or has been finished by somebody else. */
async function step(
  tx: Transaction,
  subject: RecountSubject,
  revision: string,
  { tenantId, day }: DayOfTenant,
): Promise<boolean> {
  // First of all, as everybody does who takes this lock and then touches a row.
  await holdWrites(tx);
  const [row] = await tx.select().from(usageRecounts).where(rowOf(subject)).for("update");
  if (row?.revision !== revision) return false;
  if (!isBehind({ tenantId, day }, row)) return true;
  const units = (await readUnits(tx)).filter(
    ({ uuid }) => subject.unitId === everyOne || subject.unitId === uuid,
  );
  const timeZone = await timeZoneOf(tx, tenantId);
  if (timeZone && !isFrozen(day, timeZone, await archivedBefore(tx)))
    await recountDay(tx, { uuid: tenantId, timeZone }, units, day);
  await tx
    .update(usageRecounts)
    .set({
      done: row.done + 1,
      cursorTenant: tenantId,
      cursorDay: day,
      claimedUntil: claim as unknown as Date,
    })
    .where(rowOf(subject));
  return true;
}

async function timeZoneOf(tx: Transaction, tenantUuid: string): Promise<string | null> {
  const [row] = await tx
    .select({ timeZone: tenants.timeZone })
    .from(tenants)
    .where(eq(tenants.id, tenantIdOf(tenantUuid)));
  return row?.timeZone ?? null;
}

/** Takes the row away; of a unit that is no more, what it had counted too. */
async function finish(subject: RecountSubject, revision: string): Promise<void> {
  const exists =
    subject.unitId === everyOne ||
    (await acrossTenants(readUnits)).some(({ uuid }) => uuid === subject.unitId);
  if (!exists) for (const table of [usageDays, usageSeen]) await deleteCounted(table, subject.unitId);
  await acrossTenants((tx) =>
    tx.delete(usageRecounts).where(and(rowOf(subject), eq(usageRecounts.revision, revision))),
  );
}

async function deleteCounted(table: typeof usageDays | typeof usageSeen, unitId: string): Promise<void> {
  for (let deleted = 1; deleted > 0; ) {
    const { rowCount } = await acrossTenants((tx) =>
      tx.execute(sql`
        delete from ${table} where ctid = any(array(
          select ctid from ${table} where unit_id = ${unitId}::uuid limit 10000))`),
    );
    deleted = rowCount ?? 0;
  }
}
