import { z } from "zod";
import { paymentAccounts } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { emailAddress, requiredLine } from "@/lib/features/foundation/input/input-rules";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { stripeIntegration } from "@/lib/stripe/client";

/**
 * Creates the tenant's payment account: the message is committed first, then Stripe is asked for a Customer. Returns
 * whether Stripe has confirmed it already; if not, the worker goes on and the screen says so.
 */
export const createPaymentAccount = useCase(tenant("payment_account.create", { locks: true }), {
  input: z.strictObject({ payerName: requiredLine(100), payerEmail: emailAddress }),
  async write({ ctx, input, tx, tenantId, standing, audit }) {
    if (!stripeIntegration()) throw new Refused("stripe_off");
    const created = await tx
      .insert(paymentAccounts)
      .values({ tenantId, ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ tenantId: paymentAccounts.tenantId });
    if (created.length === 0) throw new Refused("payment_account_exists");
    await audit({ action: "payment_account.create", after: input });
    return enqueueMessage(tx, ctx, tenantId, "stripe.customer.create", {
      ...input,
      locale: standing.tenant.locale,
    });
  },
  async afterCommit({ ctx }, message) {
    const outcome = await processMessage(ctx, message);
    if (outcome.state === "refused")
      throw new Refused("stripe_refused", { params: { reason: outcome.reason } });
    return { confirmed: outcome.state === "done" };
  },
});
