import { and, eq, gte } from "drizzle-orm";
import { orders } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanPair } from "@/lib/domain/promise/change";
import type { DaySpan } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { License } from "@/lib/features/license/lifecycle/queries";

/** The pairs of plan versions whose difference was charged in a period. */
export async function pairsCharged(
  tx: Transaction,
  { tenantId }: Pick<License, "tenantId">,
  period: DaySpan,
  timeZone: string,
): Promise<PlanPair[]> {
  return tx
    .select({ from: orders.fromPlanVersionId, to: orders.planVersionId })
    .from(orders)
    .where(
      and(
        eq(orders.tenantId, tenantId),
        eq(orders.mode, "difference"),
        eq(orders.state, "done"),
        gte(orders.createdAt, dayWindow(period.from, timeZone).start),
      ),
    );
}
