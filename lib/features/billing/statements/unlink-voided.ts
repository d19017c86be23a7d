import { and, eq } from "drizzle-orm";
import { statementInvoices, statementMarks } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";

/** An invoice that was voided carries no statement any more: its lines are to be invoiced again. Safe to repeat. */
export async function unlinkVoided(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  stripeInvoiceId: string,
): Promise<void> {
  const links = await tx
    .delete(statementInvoices)
    .where(
      and(eq(statementInvoices.tenantId, tenantId), eq(statementInvoices.stripeInvoiceId, stripeInvoiceId)),
    )
    .returning();
  if (links.length === 0) return;
  const marks = await tx
    .delete(statementMarks)
    .where(and(eq(statementMarks.tenantId, tenantId), eq(statementMarks.stripeInvoiceId, stripeInvoiceId)))
    .returning({ invoicedMinor: statementMarks.invoicedMinor });
  const amountMinor = marks.reduce((sum, { invoicedMinor }) => sum + invoicedMinor, 0n);
  for (const { monthFrom, number, currency } of links)
    await recordAudit(tx, ctx, tenantId, {
      action: "statement.unlinked",
      after: { month: monthFrom.slice(0, 7), invoice: number, amount: `${amountMinor} ${currency}` },
    });
}
