import { sql } from "drizzle-orm";
import { usageDays, usageSeen } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { archivedBefore } from "./archive-state";

/**
 * Refuses a change after which a unit would look for its counts of archived months where there are none: amounts and
 * different values are kept apart, and the one cannot be had from the other without the events.
 */
export async function requireNoArchivedCounts(tx: Transaction, unitUuid: string): Promise<void> {
  const before = await archivedBefore(tx);
  if (before && (await hasCounts(tx, sql`unit_id = ${unitUuid}::uuid`, before)))
    throw archived("aggregation", before);
}

/** True if a unit counted something in archived months, which only the rule of then can read. */
export async function hasArchivedCounts(tx: Transaction, unitUuid: string): Promise<boolean> {
  const before = await archivedBefore(tx);
  return before !== null && (await hasCounts(tx, sql`unit_id = ${unitUuid}::uuid`, before));
}

/** Refuses another zone for a tenant with archived months: their days cannot be cut again. */
export async function requireNoArchivedDays(tx: Transaction, tenantUuid: string): Promise<void> {
  const before = await archivedBefore(tx);
  if (before && (await hasCounts(tx, sql`tenant_id = ${tenantUuid}::uuid`, before)))
    throw archived("timeZone", before);
}

const archived = (field: string, before: Date) =>
  new Refused("invalid_input", {
    fields: [{ field, rule: "month_archived", params: { before: before.toISOString() } }],
  });

async function hasCounts(tx: Transaction, whose: ReturnType<typeof sql>, before: Date): Promise<boolean> {
  // The local day that bears the date of the boundary may begin before it.
  const [row] = (
    await tx.execute<{ found: boolean }>(sql`
    select exists (select from ${usageDays} where ${whose} and day <= ${before.toISOString()}::timestamptz::date)
      or exists (select from ${usageSeen} where ${whose} and day <= ${before.toISOString()}::timestamptz::date) as found`)
  ).rows;
  return row?.found ?? false;
}
