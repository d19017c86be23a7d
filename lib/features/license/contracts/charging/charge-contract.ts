import type { Transaction } from "@/lib/db/transaction";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { enqueueCreditNotes } from "@/lib/features/license/charges/enqueue-credit-notes";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { updateCharge } from "@/lib/features/license/charges/queries";
import type { Contract } from "@/lib/features/license/contracts/record/queries";

/** Commits a promise that a contract makes when it begins or ends, with its messages to Stripe. Nothing owed: nothing. */
export async function chargeContract(
  tx: Transaction,
  ctx: Context,
  { tenantId, id: contractId, daysUntilDue }: Pick<Contract, "tenantId" | "id" | "daysUntilDue">,
  promise: ChargePromise,
): Promise<MessageReference[]> {
  if (promise.lines.length === 0 && promise.givenBack.length === 0) return [];
  const charge = await makeCharge(tx, ctx, tenantId, "contract", promise, daysUntilDue);
  await keepBilledLines(tx, charge);
  const messages: MessageReference[] = [];
  if (promise.lines.length === 0) await updateCharge(tx, charge, { state: "paid", closedAt: ctx.now });
  else {
    const parameters = { chargeId: charge.id, contractId };
    messages.push(await enqueueMessage(tx, ctx, tenantId, "stripe.charge.invoice", parameters));
  }
  return [...messages, ...(await enqueueCreditNotes(tx, ctx, charge))];
}
