import { asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { tenants, usageRecounts } from "@/drizzle/schema";
import { acrossTenants, inSnapshot, type Transaction } from "@/lib/db/transaction";
import { Refused, type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Day, daysOf, isMonth, rangeOfMonth } from "@/lib/domain/metering/period";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
import { holdWrites, recountDay } from "@/lib/features/usage/metering/recount/recount-day";
import { planRecount } from "@/lib/features/usage/metering/recount/recount-plan";
import { archivedBefore, isFrozen } from "@/lib/features/usage/metering/units/archive-state";
import { readUnits } from "@/lib/features/usage/metering/units/directory";
import { everyOne } from "@/lib/features/usage/metering/units/request-recount";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { compareDay, type Difference } from "./compare-day";

const schema = z.strictObject({
  /** Id or slug; left out: every tenant. */
  tenant: z.string().max(100).optional(),
  /** `YYYY-MM` in each tenant's zone; left out: every month that is not archived. */
  month: z
    .string()
    .refine(isMonth, { params: { rule: "not_a_month" } })
    .optional(),
  /** Counts the days that differ again. */
  repair: z.boolean().default(false),
});

/** What was found for one tenant and month. */
export type VerifiedMonth = {
  tenant: { id: Id<"tenant">; slug: string };
  month: string;
  days: number;
  /** Days that cannot be compared: raw events gone, or just being counted again. */
  skipped: number;
  differences: Difference[];
  repaired: boolean;
};

type Tenant = { id: Id<"tenant">; slug: string; timeZone: string };

/**
 * Counts again from events what usage_days and usage_seen say and compares, tenant by tenant and month by month, each in
 * one snapshot: ingest goes on meanwhile. `report` gets every month as soon as it is done, in order. Differences mean
 * that something wrote counts by another way; there should never be any.
 */
export async function verifyCounts(
  ctx: Context,
  rawInput: z.input<typeof schema>,
  report: (month: VerifiedMonth) => void,
): Promise<Result<{ months: number; differences: number }>> {
  try {
    authoriseConsole(ctx, "usage.verify");
    const { tenant, month, repair } = parseInput(schema, rawInput);
    const total = { months: 0, differences: 0 };
    for (const each of await tenantsNamed(tenant))
      for (const [name, days] of await monthsOf(each, month)) {
        const found = await inSnapshot((tx) => compare(tx, each, days));
        const repaired = repair && found.differences.length > 0;
        if (repaired) await repairDays(ctx, each, new Set(found.differences.map(({ day }) => day)));
        report({ tenant: { id: each.id, slug: each.slug }, month: name, ...found, repaired });
        total.months++;
        total.differences += found.differences.length;
      }
    return succeeded(total);
  } catch (error) {
    return answerRefusal(error);
  }
}

async function tenantsNamed(name: string | undefined): Promise<Tenant[]> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ id: tenants.id, slug: tenants.slug, timeZone: tenants.timeZone })
      .from(tenants)
      .orderBy(asc(tenants.slug)),
  );
  const found = rows.filter(({ id, slug }) => name === undefined || name === id || name === slug);
  if (name !== undefined && found.length === 0) throw new Refused("not_found");
  return found;
}

/** The days to look at by month: those named, or all on which something happened or was counted. */
async function monthsOf(tenant: Tenant, month: string | undefined): Promise<Map<string, Day[]>> {
  if (month) return new Map([[month, daysOf(rangeOfMonth(month))]]);
  const tenantId = uuidOf(tenant.id);
  const zones = new Map([[tenantId, tenant.timeZone]]);
  const days = await acrossTenants((tx) =>
    planRecount(tx, { tenantId, unitId: everyOne }, null, zones, null),
  );
  const months = new Map<string, Day[]>();
  for (const { day } of days) months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), day]);
  return months;
}

async function compare(tx: Transaction, { id }: Tenant, days: readonly Day[]) {
  // Zone and units of the same moment as the counts.
  const [tenant] = await tx.select({ timeZone: tenants.timeZone }).from(tenants).where(eq(tenants.id, id));
  const units = await settledUnits(tx, uuidOf(id));
  const before = await archivedBefore(tx);
  if (!tenant || units.length === 0) return { days: days.length, skipped: days.length, differences: [] };
  const open = days.filter((day) => !isFrozen(day, tenant.timeZone, before));
  const differences: Difference[] = [];
  for (const day of open)
    differences.push(...(await compareDay(tx, { uuid: uuidOf(id), ...tenant }, units, day)));
  return { days: days.length, skipped: days.length - open.length, differences };
}

/** The units that are not just being counted again; none while the whole tenant is. */
async function settledUnits(tx: Transaction, tenantUuid: string) {
  const recounts = await tx
    .select({ tenantId: usageRecounts.tenantId, unitId: usageRecounts.unitId })
    .from(usageRecounts)
    .where(inArray(usageRecounts.tenantId, [everyOne, tenantUuid]));
  if (recounts.some(({ tenantId }) => tenantId === tenantUuid)) return [];
  const unsettled = new Set(recounts.map(({ unitId }) => unitId));
  return (await readUnits(tx)).filter(({ uuid }) => !unsettled.has(uuid));
}

/** Each day in a transaction of its own, so that writers wait for a moment only. */
async function repairDays(ctx: Context, { id }: Tenant, days: ReadonlySet<Day>): Promise<void> {
  for (const day of days)
    await acrossTenants(async (tx) => {
      await holdWrites(tx);
      const [tenant] = await tx
        .select({ timeZone: tenants.timeZone })
        .from(tenants)
        .where(eq(tenants.id, id));
      if (!tenant || isFrozen(day, tenant.timeZone, await archivedBefore(tx))) return;
      await recountDay(tx, { uuid: uuidOf(id), ...tenant }, await readUnits(tx), day);
      await recordAudit(tx, ctx, id, { action: "usage.repair", after: { days: day } });
    });
}
