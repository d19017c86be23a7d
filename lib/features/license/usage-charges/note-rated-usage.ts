import { and, eq, inArray } from "drizzle-orm";
import { licenses, usageMonths, usageWriteOffs } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { WriteOff } from "@/lib/domain/rated-usage/settle-correction";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { noteBilledWork } from "@/lib/features/license/on-demand/bill-on-demand";
import type { CountedMonth, RatedUsage } from "./rated-usage";

/** Notes that months are rated, so that each is rated once. In the transaction that bills them. */
export async function noteRatedUsage(
  tx: Transaction,
  ctx: Context,
  { tenantId }: License,
  timeZone: string,
  { rated, corrected, writtenOff, closed, work, next }: RatedUsage,
): Promise<void> {
  for (const month of rated) {
    await tx.insert(usageMonths).values({ tenantId, ...month, timeZone, ratedAt: ctx.now });
    await noteUnpriced(tx, ctx, tenantId, month);
  }
  for (const { monthFrom, counts, unpriced } of corrected)
    await tx
      .update(usageMonths)
      .set({ counts, unpriced })
      .where(and(eq(usageMonths.tenantId, tenantId), eq(usageMonths.monthFrom, monthFrom)));
  for (const writeOff of writtenOff) await noteWriteOff(tx, ctx, tenantId, writeOff);
  if (closed.length > 0)
    await tx
      .update(usageMonths)
      .set({ closedAt: ctx.now })
      .where(and(eq(usageMonths.tenantId, tenantId), inArray(usageMonths.monthFrom, closed)));
  await noteBilledWork(tx, tenantId, { taken: work }, ctx.now);
  await tx.update(licenses).set(next).where(eq(licenses.tenantId, tenantId));
}

async function noteUnpriced(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { monthFrom, unpriced }: CountedMonth,
): Promise<void> {
  if (unpriced.length === 0) return;
  const after = { month: monthFrom.slice(0, 7), meters: unpriced.join(", ") };
  await recordAudit(tx, ctx, tenantId, { action: "usage.not_priced", after });
}

async function noteWriteOff(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { line, reason }: WriteOff,
): Promise<void> {
  const { currency, amountMinor, period, component } = line;
  const id = newId("usageWriteOff");
  const createdAt = ctx.now;
  await tx
    .insert(usageWriteOffs)
    .values({ tenantId, id, monthFrom: period.from, reason, currency, amountMinor, line, createdAt });
  const month = period.from.slice(0, 7);
  const after = { month, component, currency, amountMinor: String(amountMinor), reason };
  await recordAudit(tx, ctx, tenantId, { action: "usage.written_off", after });
}
