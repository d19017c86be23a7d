import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { paymentAccounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import {
  enqueueMessage,
  type MessageReference,
  pendingParameters,
} from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import { findOpenOrder, findOpenReservation, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount, requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { readCustomerTies } from "@/lib/stripe/customer-lookup";

const input = z.strictObject({ stripeCustomerId: z.string() });

/**
 * Ends the link to the Stripe customer, which itself stays as it is at Stripe. Refused while a subscription runs, a
 * contract stands or money is due, here or at Stripe, since payments would then arrive that belong to nobody.
 */
export const unlinkPaymentAccount = useCase(tenant("payment_account.link", { locks: true }), {
  input,
  async read({ tx, tenantId }) {
    await refuseWhileBound(tx, tenantId);
    return requireStripeCustomer(tx, tenantId);
  },
  async outside({ found: customerId }) {
    const ties = await readCustomerTies(customerId);
    if (ties.subscriptionId) throw new Refused("subscription_running");
    if (ties.invoiceId) throw new Refused("payment_due");
  },
  async write({ ctx, tx, tenantId, input: { stripeCustomerId }, audit }): Promise<MessageReference | null> {
    const account = await findPaymentAccount(tx, tenantId);
    if (!account) return null;
    await refuseWhileBound(tx, tenantId);
    if (account.stripeCustomerId !== stripeCustomerId) throw new Refused("changed_meanwhile");
    await tx
      .delete(paymentAccounts)
      .where(
        and(eq(paymentAccounts.tenantId, tenantId), eq(paymentAccounts.stripeCustomerId, stripeCustomerId)),
      );
    const { payerName, payerEmail } = account;
    await audit({ action: "payment_account.unlinked", before: { stripeCustomerId, payerName, payerEmail } });
    return enqueueMessage(tx, ctx, tenantId, "stripe.customer.name_tenant", { stripeCustomerId });
  },
  async afterCommit({ ctx }, message) {
    if (message) await processMessage(ctx, message);
    return { unlinked: true };
  },
});

/** What Stripe has yet to be told of a license that may have ended. */
const toldOfTheLicense = [
  "stripe.charge.invoice",
  "stripe.charge.retry",
  "stripe.on_demand.invoice",
  "stripe.credit_note.create",
  "stripe.close.carry",
  "stripe.subscription.sync",
] as const;

async function refuseWhileBound(tx: Transaction, tenantId: Id<"tenant">): Promise<void> {
  const license = await lockLicense(tx, tenantId);
  if (license.payment !== "paid") throw new Refused("payment_due");
  for (const operation of toldOfTheLicense)
    if (await pendingParameters(tx, tenantId, operation)) throw new Refused("change_pending");
  if ((await findOpenOrder(tx, tenantId)) || (await findOpenReservation(tx, tenantId)))
    throw new Refused("change_pending");
  // Its subscription and invoices are the customer's: without one the license would stand and nobody be asked to pay.
  if ((await findRunningContract(tx, tenantId)) || (await findScheduledContract(tx, tenantId)))
    throw new Refused("contract_stands");
  // A trial has no subscription yet, and is charged to this customer when it ends.
  if (license.stripeSubscriptionId || license.trialEnd) throw new Refused("subscription_running");
}
