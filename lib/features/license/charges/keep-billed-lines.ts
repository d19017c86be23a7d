import { and, eq } from "drizzle-orm";
import { billedLines, billedUsage } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { isId } from "@/lib/domain/ids";
import { billedLinesOf } from "@/lib/domain/promise/billed-lines-of";
import type { Charge } from "./queries";

/**
 * Notes what a charge has billed: its charge lines, and of earlier lines the day from which they were given back. Called
 * once for a charge: of an order when it is paid, of everything else when it is committed.
 */
export async function keepBilledLines(tx: Transaction, charge: Charge): Promise<void> {
  const { tenantId, id: chargeId, promise } = charge;
  const billed = billedLinesOf(promise);
  if (billed.length > 0)
    await tx.insert(billedLines).values(
      billed.map((line) => ({
        tenantId,
        id: newId("billedLine"),
        chargeId,
        untilDay: line.span.until,
        line: { ...line, creditedMinor: 0n },
      })),
    );
  await keepBilledUsage(tx, charge);
  for (const { billedLineId, from } of promise.givenBack)
    if (isId("billedLine", billedLineId))
      await tx
        .update(billedLines)
        .set({ givenBackFrom: from })
        .where(and(eq(billedLines.tenantId, tenantId), eq(billedLines.id, billedLineId)));
}

/** Notes the usage lines of a charge: later corrections of their months are worked out against them. */
async function keepBilledUsage(
  tx: Transaction,
  { tenantId, id: chargeId, promise, createdAt }: Charge,
): Promise<void> {
  const used = promise.lines.flatMap((line) =>
    line.kind === "usage" ? [{ ...line.usage, discounts: line.discounts }] : [],
  );
  if (used.length === 0) return;
  await tx.insert(billedUsage).values(
    used.map((line) => ({
      tenantId,
      id: newId("billedUsage"),
      monthFrom: line.period.from,
      chargeId,
      line,
      createdAt,
    })),
  );
}

/** A charge whose invoice Stripe refuses for good gives nothing back: what its lines ended counts again. */
export async function restoreGivenBack(tx: Transaction, { tenantId, promise }: Charge): Promise<void> {
  const credited = new Set(
    promise.creditNotes.flatMap(({ lines }) => lines.map((line) => line.billedLineId)),
  );
  for (const line of promise.lines)
    if (line.kind === "unused" && !credited.has(line.billedLineId) && isId("billedLine", line.billedLineId))
      await tx
        .update(billedLines)
        .set({ givenBackFrom: null })
        .where(and(eq(billedLines.tenantId, tenantId), eq(billedLines.id, line.billedLineId)));
}
