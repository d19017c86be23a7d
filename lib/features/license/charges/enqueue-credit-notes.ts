import { and, eq, sql } from "drizzle-orm";
import { charges } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { isId } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Charge } from "./queries";

/**
 * Has the credit notes of a promise made, each on the invoice of an earlier charge that is not paid yet. What is left to
 * pay of that charge is less from now on, so that the next promise does not credit it again. Called once for a charge.
 */
export async function enqueueCreditNotes(
  tx: Transaction,
  ctx: Context,
  { tenantId, id: chargeId, promise }: Charge,
): Promise<MessageReference[]> {
  const messages: MessageReference[] = [];
  for (const [index, { invoiceId, totalMinor }] of promise.creditNotes.entries()) {
    if (!isId("charge", invoiceId)) continue;
    await tx
      .update(charges)
      // A note's total is negative.
      .set({ openMinor: sql`greatest(0, ${charges.openMinor} + ${totalMinor})` })
      .where(and(eq(charges.tenantId, tenantId), eq(charges.id, invoiceId)));
    const parameters = { chargeId, index };
    messages.push(await enqueueMessage(tx, ctx, tenantId, "stripe.credit_note.create", parameters));
  }
  return messages;
}
