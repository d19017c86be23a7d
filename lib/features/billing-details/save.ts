import { billingDetails } from "@/drizzle/schema";
import { actorLabel } from "@/lib/domain/access/actor";
import { enqueueEffect } from "../outbox/enqueue";
import { executeEffect } from "../outbox/execute";
import { findPaymentAccount } from "../payment-account/queries";
import { command } from "../shared/command";
import { lockTenant } from "../tenants/lock";
import { findBillingDetails } from "./queries";
import { billingDetailsSchema } from "./schema";
import { stripeBillingDetailsUpdate } from "./stripe-update";

/**
 * Saves company name and address, and synchronises them to the Stripe customer once there is one. `synchronised` is
 * false while Stripe has not confirmed yet; the worker goes on.
 */
export const saveBillingDetails = command({
  action: "billing_details.edit",
  input: billingDetailsSchema,
  async run({ ctx, input, tx, tenantId, audit }) {
    await lockTenant(tx, tenantId);
    const before = await findBillingDetails(tx, tenantId);
    const row = { details: input, enteredBy: actorLabel(ctx.actor), updatedAt: ctx.now };
    await tx
      .insert(billingDetails)
      .values({ tenantId, ...row })
      .onConflictDoUpdate({ target: billingDetails.tenantId, set: row });
    await audit({ action: "billing_details.save", before, after: input });
    const account = await findPaymentAccount(tx, tenantId);
    return account ? enqueueEffect(tx, ctx, tenantId, stripeBillingDetailsUpdate.name, input) : null;
  },
  async afterCommit(ctx, _tenantId, effect) {
    if (!effect) return { synchronised: true };
    return { synchronised: (await executeEffect(ctx, effect)).state === "done" };
  },
});
