import { handActs } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { recordAudit } from "../audit/record";
import { tenantOfCustomer } from "../payment-account/queries";
import { type Context, systemContext } from "../shared/context";

export type HandAction =
  | "refunded"
  | "refund_failed"
  | "credit_note_created"
  | "credit_note_voided"
  | "invoice_voided"
  | "invoice_uncollectible"
  | "invoice_paid_out_of_band"
  | "invoice_finalized"
  | "invoice_sent"
  | "discount_added"
  | "discount_changed"
  | "discount_removed";

/**
 * Writes what was done by hand at Stripe into the tenant's log, once for each `key` however many events tell of it. What
 * concerns no tenant of ours is left alone.
 */
export async function recordHandAct(
  ctx: Context,
  key: string,
  action: HandAction,
  { customerId, ...after }: { customerId: string | null } & Record<string, string | null>,
): Promise<void> {
  if (!customerId) return;
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, customerId));
  if (!tenantId) return;
  await inTenant(tenantId, async (tx) => {
    const first = await tx
      .insert(handActs)
      .values({ tenantId, key, recordedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: handActs.key });
    if (first.length === 0) return;
    const atStripe = systemContext("stripe", ctx.now, ctx.requestId);
    await recordAudit(tx, atStripe, tenantId, { action: `at_stripe.${action}`, after });
  });
}
