import { and, asc, eq, lt, ne } from "drizzle-orm";
import { onDemandCharges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { DecimalText } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import type { Day } from "@/lib/domain/time/day-span";

export type OnDemandRow = typeof onDemandCharges.$inferSelect;

/** Charges that wait for the next invoice and belong to months before `day`, in their order. */
export const pendingBefore = (tx: Transaction, tenantId: Id<"tenant">, day: Day): Promise<OnDemandRow[]> =>
  tx
    .select()
    .from(onDemandCharges)
    .where(
      and(
        eq(onDemandCharges.tenantId, tenantId),
        eq(onDemandCharges.state, "pending"),
        lt(onDemandCharges.monthFrom, day),
      ),
    )
    .orderBy(asc(onDemandCharges.createdAt), asc(onDemandCharges.id));

/** How much of what the price list includes in a month is used up by charges that are billed already. */
export async function includedUsed(
  tx: Transaction,
  tenantId: Id<"tenant">,
  monthFrom: Day,
  component: string,
): Promise<DecimalText> {
  const rows = await tx
    .select({ quantity: onDemandCharges.includedQuantity })
    .from(onDemandCharges)
    .where(
      and(
        eq(onDemandCharges.tenantId, tenantId),
        eq(onDemandCharges.monthFrom, monthFrom),
        eq(onDemandCharges.component, component),
        ne(onDemandCharges.state, "withdrawn"),
      ),
    );
  return printDecimal(rows.reduce((sum, { quantity }) => sum + parseDecimal(quantity ?? "0"), 0n));
}
