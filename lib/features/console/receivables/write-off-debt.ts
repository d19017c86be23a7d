import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices, writeOffs } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type WriteOffCause, writeOffCauses } from "@/lib/domain/collection/write-off";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { requiredRemark } from "@/lib/features/foundation/input/input-rules";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { isDebt } from "@/lib/features/license/debts/debt-conditions";
import { findWriteOff } from "@/lib/features/license/debts/write-offs-of";
import { lockLicense } from "@/lib/features/license/lifecycle/queries";

const amountDigits = /^[1-9]\d{0,14}$/;

export type WrittenOff = { number: string; amountMinor: string; currency: string };

/**
 * Gives up what is not paid of an invoice, or what a bank kept of a transfer. It leaves what is owed at once; Stripe is told
 * afterwards, and a payment that comes first wins. Repeated, it is the same write-off.
 */
export const writeOffDebt = useCase(staffOnTenant("invoices.write_off", { locks: true }), {
  input: z.strictObject({
    stripeInvoiceId: z.string().regex(/^in_[A-Za-z0-9]{6,64}$/),
    cause: z.enum(writeOffCauses),
    /** Of a bank fee, in minor units; what nobody pays is always all that is left. */
    amountMinor: z.string().regex(amountDigits).optional(),
    reason: requiredRemark(500),
  }),
  async write({ ctx, tx, tenantId, input, audit }) {
    await lockLicense(tx, tenantId);
    const { stripeInvoiceId, cause, reason } = input;
    const known = await findWriteOff(tx, tenantId, input);
    if (known && known.state !== "undone") return { written: viewOf(known), message: null };
    const debt = await findDebt(tx, tenantId, stripeInvoiceId);
    if (!debt) throw new Refused("nothing_pending");
    const amountMinor = amountOf(cause, input.amountMinor, debt.remainingMinor);
    const number = debt.number ?? stripeInvoiceId;
    const row = {
      state: "pending" as const,
      number,
      amountMinor,
      currency: debt.currency,
      reason,
      writtenOffBy: actorName(ctx),
      createdAt: ctx.now,
      closedAt: null,
    };
    await tx
      .insert(writeOffs)
      .values({ tenantId, stripeInvoiceId, cause, ...row })
      // One that came to nothing may be tried again.
      .onConflictDoUpdate({
        target: [writeOffs.tenantId, writeOffs.stripeInvoiceId, writeOffs.cause],
        set: row,
      });
    await audit({
      action: "invoice.written_off",
      after: { invoice: number, amount: `${amountMinor} ${debt.currency}`, cause, reason },
    });
    const message = await enqueueMessage(tx, ctx, tenantId, "stripe.invoice.write_off", {
      stripeInvoiceId,
      cause,
    });
    return { written: viewOf(row), message };
  },
  async afterCommit({ ctx }, { written, message }): Promise<WrittenOff> {
    if (message) await processMessage(ctx, message);
    return written;
  },
});

async function findDebt(tx: Transaction, tenantId: Id<"tenant">, stripeInvoiceId: string) {
  const own = and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId));
  const [debt] = await tx.select().from(stripeInvoices).where(and(own, isDebt));
  return debt;
}

function amountOf(cause: WriteOffCause, asked: string | undefined, remainingMinor: bigint): bigint {
  if (cause === "unpaid" || asked === undefined) return remainingMinor;
  if (BigInt(asked) > remainingMinor)
    throw new Refused("invalid_input", { fields: [{ field: "amountMinor", rule: "more_than_is_open" }] });
  return BigInt(asked);
}

const viewOf = (row: { number: string; amountMinor: bigint; currency: string }): WrittenOff => ({
  number: row.number,
  amountMinor: String(row.amountMinor),
  currency: row.currency,
});
