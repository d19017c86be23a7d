import { manualChanges } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import type { StripeChange } from "@/lib/domain/activity/audit-actions";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";

/** Something that happened at Stripe: its `key` names it, however many events tell of it, as `refund:re_…`. */
export type AtStripe = {
  key: string;
  action: StripeChange;
  /** When it happened there. */
  at: Date;
};

/** Learnt later than this, an entry says when. */
const noticeableMs = 60 * 60 * 1000;

/**
 * Writes what was done by hand at Stripe into the tenant's log, once for each `key`, at the time at which it was done, so
 * that it stands among what else happened then. What concerns no tenant of ours is left alone.
 */
export async function recordManualChange(
  ctx: Context,
  { key, action, at }: AtStripe,
  { customerId, ...facts }: { customerId: string | null } & Record<string, string | null>,
): Promise<void> {
  if (!customerId) return;
  const tenantId = await acrossTenants((tx) => tenantOfCustomer(tx, customerId));
  if (!tenantId) return;
  await inTenant(tenantId, async (tx) => {
    const first = await tx
      .insert(manualChanges)
      .values({ tenantId, key, recordedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: manualChanges.key });
    if (first.length === 0) return;
    // Stripe's clock may be a little ahead of ours; nothing in the log lies in the future.
    const when = at < ctx.now ? at : ctx.now;
    const late = ctx.now.getTime() - when.getTime() > noticeableMs;
    const after = { ...facts, ...(late && { noticedAt: ctx.now.toISOString() }) };
    const atStripe = systemContext("stripe", when, ctx.requestId);
    const [, about] = key.split(":");
    await recordAudit(tx, atStripe, tenantId, { action: `at_stripe.${action}`, about, after });
  });
}
