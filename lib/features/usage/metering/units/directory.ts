import { eq, getTableColumns, inArray, or, sql } from "drizzle-orm";
import { meteringEpoch, meterUnits, paymentAccounts, tenants } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { type Aggregation, effectiveAggregation } from "@/lib/domain/catalog/meter-unit";
import type { BillingSettings } from "@/lib/domain/close/billing-settings";
import { type Id, isId } from "@/lib/domain/ids";
import type { CountingRule } from "@/lib/domain/metering/contribution";
import { localDays } from "@/lib/domain/time/local-days";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
import { aggregationsApplyNow } from "./aggregations-apply-now";
import { type Archive, readArchive } from "./archive-state";
import { uuidOf } from "./tenant-uuid";

export type KnownTenant = {
  id: Id<"tenant">;
  uuid: string;
  timeZone: string;
  /** Nothing is recorded for it any more. */
  isClosed: boolean;
  /** The calendar day of an instant in the tenant's zone. */
  dayOf: (instantMs: number) => string;
};

export type KnownUnit = {
  uuid: string;
  unitName: string;
  /** What holds now: while Stripe is off everything is a sum. */
  aggregation: Aggregation;
  rule: CountingRule;
  /** Events recorded before this do not count; null: all do. */
  countsFrom: Date | null;
};

/**
 * What a process needs to know to count: the meter units and the tenants that it has met. It holds for one epoch;
 * writing under an older one is refused, so a stale copy can never count wrongly.
 */
export type Directory = {
  epoch: number;
  units: readonly KnownUnit[];
  /** By the name the host used: id, slug or Stripe customer id. */
  tenants: Map<string, KnownTenant>;
  /** How long months are corrected. */
  billing: BillingSettings;
  /** Null while nothing has been archived. */
  archive: Archive | null;
};

let current: Promise<Directory> | undefined;

/** The directory of this process, with these tenants in it as far as they exist. */
export async function directoryFor(names: readonly string[]): Promise<Directory> {
  current ??= acrossTenants(load).catch((error) => {
    current = undefined;
    throw error;
  });
  const directory = await current;
  // One that was closed may be open again; nobody writes for it, so no write would find that out.
  const missing = [...new Set(names)].filter((name) => directory.tenants.get(name)?.isClosed !== false);
  if (missing.length > 0) await addTenants(directory, missing);
  return directory;
}

/** Reads everything again at the next use. */
export function forgetDirectory(): void {
  current = undefined;
}

async function load(tx: Transaction): Promise<Directory> {
  // The epoch first: what changes after it makes writing under it fail.
  const [row] = await tx.select().from(meteringEpoch);
  return {
    epoch: row?.epoch ?? 0,
    tenants: new Map(),
    units: await readUnits(tx),
    billing: await billingSettingsOf(tx),
    archive: await readArchive(tx),
  };
}

/** The meter units as they are now, for a transaction that holds writes and must not count by an older rule. */
export async function readUnits(tx: Transaction): Promise<KnownUnit[]> {
  const units = await tx
    .select({ ...getTableColumns(meterUnits), aggregationsApply: aggregationsApplyNow })
    .from(meterUnits);
  return units.map((unit) => ({
    uuid: uuidOf(unit.id),
    unitName: unit.unitName,
    countsFrom: unit.countsFrom,
    aggregation: effectiveAggregation(unit.aggregation, unit.aggregationsApply),
    rule: countingRule(unit, unit.aggregationsApply),
  }));
}

/** What of a unit decides how it counts; changing it means counting again. */
export const countingRule = (
  unit: Pick<typeof meterUnits.$inferSelect, "eventName" | "filter" | "property" | "aggregation">,
  aggregationsApply: boolean,
): CountingRule => ({
  eventName: unit.eventName,
  filter: unit.filter,
  property: unit.property,
  isUnique: effectiveAggregation(unit.aggregation, aggregationsApply) === "unique",
  mayBeText: unit.aggregation === "unique",
});

async function addTenants(directory: Directory, names: string[]): Promise<void> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({
        id: tenants.id,
        slug: tenants.slug,
        timeZone: tenants.timeZone,
        isClosed: sql<boolean>`${tenants.closedAt} is not null`,
        customerId: paymentAccounts.stripeCustomerId,
      })
      .from(tenants)
      .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id))
      .where(
        or(
          inArray(
            tenants.id,
            names.filter((name) => isId("tenant", name)),
          ),
          inArray(tenants.slug, names),
          inArray(paymentAccounts.stripeCustomerId, names),
        ),
      ),
  );
  for (const { id, slug, timeZone, isClosed, customerId } of rows) {
    const tenant = { id, uuid: uuidOf(id), timeZone, isClosed, dayOf: localDays(timeZone) };
    for (const name of [id, slug, customerId]) if (name) directory.tenants.set(name, tenant);
  }
}
