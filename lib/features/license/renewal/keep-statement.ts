import { billedUsage } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import type { DueUsage } from "@/lib/features/license/usage-charges/agreed-usage";

/** Notes usage that is invoiced in Stripe's dashboard, as a statement. */
export async function keepStatement(
  tx: Transaction,
  { now: createdAt }: Context,
  tenantId: Id<"tenant">,
  { months }: DueUsage,
): Promise<void> {
  const lines = months.flatMap((month) => month.lines);
  if (lines.length === 0) return;
  await tx.insert(billedUsage).values(
    lines.map((line) => ({
      tenantId,
      id: newId("billedUsage"),
      monthFrom: line.period.from,
      line: { ...line, discounts: [] },
      createdAt,
    })),
  );
}
