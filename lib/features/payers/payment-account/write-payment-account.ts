import { paymentAccounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { stripeIntegration } from "@/lib/stripe/client";

/** Writes a payment account with the message that makes its Stripe customer. Null if the tenant has one already. */
export async function writePaymentAccount(
  tx: Transaction,
  ctx: Context,
  { id: tenantId, locale }: { id: Id<"tenant">; locale: "en" | "ja" },
  payer: { payerName: string; payerEmail: string },
): Promise<MessageReference | null> {
  if (!stripeIntegration()) throw new Refused("stripe_off");
  const created = await tx
    .insert(paymentAccounts)
    .values({ tenantId, ...payer, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ tenantId: paymentAccounts.tenantId });
  if (created.length === 0) return null;
  await recordAudit(tx, ctx, tenantId, { action: "payment_account.create", after: payer });
  return enqueueMessage(tx, ctx, tenantId, "stripe.customer.create", { ...payer, locale });
}
