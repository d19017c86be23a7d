import { and, eq } from "drizzle-orm";
import { licenses, usageMonths } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { noteBilledWork } from "@/lib/features/license/on-demand/bill-on-demand";
import type { RatedUsage } from "./rate-due-usage";

/** Notes that months are rated, so that each is rated once. In the transaction that bills them. */
export async function noteRatedUsage(
  tx: Transaction,
  ctx: Context,
  { tenantId }: License,
  timeZone: string,
  { rated, corrected, work, next }: RatedUsage,
): Promise<void> {
  for (const { monthFrom, counts } of rated)
    await tx.insert(usageMonths).values({ tenantId, monthFrom, timeZone, counts, ratedAt: ctx.now });
  for (const { monthFrom, counts } of corrected)
    await tx
      .update(usageMonths)
      .set({ counts })
      .where(and(eq(usageMonths.tenantId, tenantId), eq(usageMonths.monthFrom, monthFrom)));
  await noteBilledWork(tx, tenantId, { taken: work }, ctx.now);
  await tx.update(licenses).set(next).where(eq(licenses.tenantId, tenantId));
}
