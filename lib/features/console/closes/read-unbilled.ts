import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { closeHolds, tenants, usageMonths, usageWriteOffs } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { WriteOffReason } from "@/lib/domain/rated-usage/settle-correction";

type OfTenant = { tenant: { slug: string; name: string; timeZone: string } };

/** A month of which meters could not be priced: their count or their amount has too many digits. */
export type UnpricedRow = OfTenant & { month: string; meters: string[] };

export type HoldRow = OfTenant & { until: string; reason: string; heldBy: string };

/** A correction that was not billed. The amount is minor units as text, before tax. */
export type WriteOffRow = OfTenant & {
  id: string;
  month: string;
  planName: LocalizedText;
  name: LocalizedText;
  amountMinor: string;
  currency: string;
  reason: WriteOffReason;
  at: string;
};

const mostRows = 200;
const ofTenant = { slug: tenants.slug, name: tenants.name, timeZone: tenants.timeZone };

/** What is on no invoice, and why. */
export async function readUnbilled(
  tx: Transaction,
  now: Date,
): Promise<{ unpriced: UnpricedRow[]; holds: HoldRow[]; writtenOff: WriteOffRow[] }> {
  const unpriced = await tx
    .select({ tenant: ofTenant, monthFrom: usageMonths.monthFrom, meters: usageMonths.unpriced })
    .from(usageMonths)
    .innerJoin(tenants, eq(tenants.id, usageMonths.tenantId))
    .where(sql`${usageMonths.unpriced} <> '[]'`)
    .orderBy(desc(usageMonths.ratedAt))
    .limit(mostRows);
  const holds = await tx
    .select({ tenant: ofTenant, hold: closeHolds })
    .from(closeHolds)
    .innerJoin(tenants, eq(tenants.id, closeHolds.tenantId))
    .where(and(gt(closeHolds.heldUntil, now)))
    .orderBy(asc(closeHolds.heldUntil))
    .limit(mostRows);
  const writtenOff = await tx
    .select({ tenant: ofTenant, writeOff: usageWriteOffs })
    .from(usageWriteOffs)
    .innerJoin(tenants, eq(tenants.id, usageWriteOffs.tenantId))
    .orderBy(desc(usageWriteOffs.createdAt), desc(usageWriteOffs.id))
    .limit(mostRows);
  return {
    unpriced: unpriced.map(({ tenant, monthFrom, meters }) => ({
      tenant,
      month: monthFrom.slice(0, 7),
      meters,
    })),
    holds: holds.map(({ tenant, hold: { heldUntil, reason, heldBy } }) => ({
      tenant,
      until: heldUntil.toISOString(),
      reason,
      heldBy,
    })),
    writtenOff: writtenOff.map(({ tenant, writeOff }) => ({
      tenant,
      id: writeOff.id,
      month: writeOff.monthFrom.slice(0, 7),
      planName: writeOff.line.planName,
      name: writeOff.line.name,
      amountMinor: String(writeOff.amountMinor),
      currency: writeOff.currency,
      reason: writeOff.reason,
      at: writeOff.createdAt.toISOString(),
    })),
  };
}
