import { and, eq } from "drizzle-orm";
import { writeOffs } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { handler, type Message } from "@/lib/features/foundation/outbox/handler";
import type { OperationParameters } from "@/lib/features/foundation/outbox/operations";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { creditBankFee, markUncollectible } from "@/lib/stripe/write-offs";
import { getWriteOff } from "./write-offs-of";

type WrittenOff = OperationParameters<"stripe.invoice.write_off">;

/** Tells Stripe what was written off, once. A payment that came first wins: then nothing was written off. */
export const stripeInvoiceWriteOff = handler("stripe.invoice.write_off", {
  prepare: (tx, { tenantId }, written) => getWriteOff(tx, tenantId, written),
  execute: (written, message, _ctx, { amountMinor }) =>
    written.cause === "unpaid"
      ? markUncollectible(written.stripeInvoiceId, message.id)
      : creditBankFee(written.stripeInvoiceId, amountMinor, message.id),
  async settle(tx, ctx, message, written, isWrittenOff) {
    await close(tx, ctx, message, written, isWrittenOff ? null : "paid_first");
  },
  refuse: close,
});

async function close(
  tx: Transaction,
  ctx: Context,
  { tenantId }: Message,
  written: WrittenOff,
  reason: string | null,
): Promise<void> {
  const { stripeInvoiceId, cause } = written;
  const { number, amountMinor, currency } = await getWriteOff(tx, tenantId, written);
  await tx
    .update(writeOffs)
    .set({ state: reason === null ? "done" : "undone", closedAt: ctx.now })
    .where(
      and(
        eq(writeOffs.tenantId, tenantId),
        eq(writeOffs.stripeInvoiceId, stripeInvoiceId),
        eq(writeOffs.cause, cause),
      ),
    );
  if (reason !== null)
    await recordAudit(tx, ctx, tenantId, {
      action: "invoice.write_off_undone",
      after: { invoice: number, amount: `${amountMinor} ${currency}`, reason },
    });
  await enqueueInvoiceRefresh(tx, stripeInvoiceId);
}
