import { and, eq } from "drizzle-orm";
import { billedLines } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { isId } from "@/lib/domain/ids";
import { billedLinesOf } from "@/lib/domain/promise/billed-lines-of";
import type { Charge } from "./queries";

/**
 * Notes what a charge has billed, once its invoice is final: its charge lines, and of earlier lines the day from which
 * they were given back. Called once for a charge.
 */
export async function keepBilledLines(tx: Transaction, charge: Charge, invoiceId: string): Promise<void> {
  const { tenantId, id: chargeId, promise } = charge;
  const billed = billedLinesOf(promise);
  if (billed.length > 0)
    await tx.insert(billedLines).values(
      billed.map((line) => ({
        tenantId,
        id: newId("billedLine"),
        chargeId,
        untilDay: line.span.until,
        line: { ...line, invoiceId, creditedMinor: 0n },
      })),
    );
  for (const { billedLineId, from } of promise.givenBack)
    if (isId("billedLine", billedLineId))
      await tx
        .update(billedLines)
        .set({ givenBackFrom: from })
        .where(and(eq(billedLines.tenantId, tenantId), eq(billedLines.id, billedLineId)));
}
