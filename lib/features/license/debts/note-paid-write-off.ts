import { and, eq, isNull, ne } from "drizzle-orm";
import { writeOffs } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";

/** A payment of what was written off came in. It is noted once, so that staff see money on which nobody counted. */
export async function notePaidWriteOff(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  stripeInvoiceId: string,
): Promise<void> {
  const [paid] = await tx
    .update(writeOffs)
    .set({ paidAt: ctx.now })
    .where(
      and(
        eq(writeOffs.tenantId, tenantId),
        eq(writeOffs.stripeInvoiceId, stripeInvoiceId),
        eq(writeOffs.cause, "unpaid"),
        ne(writeOffs.state, "undone"),
        isNull(writeOffs.paidAt),
      ),
    )
    .returning();
  if (!paid) return;
  await recordAudit(tx, ctx, tenantId, {
    action: "invoice.paid_after_write_off",
    after: { invoice: paid.number, amount: `${paid.amountMinor} ${paid.currency}` },
  });
}
