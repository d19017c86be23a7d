import { z } from "zod";
import { paymentAccounts } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { syncBillingDetails } from "@/lib/features/payers/billing-details/update-at-stripe";
import { refreshPaymentAccount } from "@/lib/features/payers/payment-account/refresh-payment-account";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideUnreachable } from "@/lib/http/outside";
import { stripeIntegration } from "@/lib/stripe/client";
import { customerRefused, readCandidate, typedCustomerId } from "./preview-link";

/** The customer as the preview showed it. */
const previewed = z.strictObject({ name: z.string(), email: z.string() });
const input = z.strictObject({ stripeCustomerId: typedCustomerId, previewed });

/**
 * Links a customer that exists at Stripe already (SALES-3: of a sales-led tenant Choba holds the customer's id only).
 * What is linked is what was previewed: if the customer was renamed meanwhile, it has to be looked at again. Linking the
 * same customer twice is the same as once. Its webhooks apply from then on.
 */
export const linkPaymentAccount = useCase(tenant("payment_account.link", { locks: true }), {
  input,
  async read() {
    if (!stripeIntegration()) throw new Refused("stripe_off");
  },
  async outside({ input: { stripeCustomerId, previewed }, tenantId }) {
    const customer = await readCandidate(tenantId, stripeCustomerId);
    if (customer.name !== previewed.name || customer.email !== previewed.email)
      throw customerRefused("customer_changed");
    return {
      stripeCustomerId,
      payerName: customer.name,
      payerEmail: customer.email,
      hasPaymentMethod: customer.hasPaymentMethod,
    };
  },
  async write({ ctx, fetched, tx, tenantId, audit }): Promise<MessageReference | null> {
    const account = await findPaymentAccount(tx, tenantId);
    if (account?.stripeCustomerId === fetched.stripeCustomerId) return null;
    if (account) throw new Refused("payment_account_exists");
    const written = await tx
      .insert(paymentAccounts)
      .values({ tenantId, ...fetched, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ tenantId: paymentAccounts.tenantId });
    // This tenant is locked and has none: somebody linked the customer to another tenant in the same moment.
    if (written.length === 0) throw customerRefused("customer_just_linked");
    const { stripeCustomerId, payerName, payerEmail } = fetched;
    await audit({ action: "payment_account.linked", after: { stripeCustomerId, payerName, payerEmail } });
    // What is entered here and missing there is sent; what differs waits for a person.
    await syncBillingDetails(tx, ctx, tenantId);
    return enqueueMessage(tx, ctx, tenantId, "stripe.customer.name_tenant", { stripeCustomerId });
  },
  async afterCommit({ ctx, input: { stripeCustomerId } }, message): Promise<{ stripeCustomerId: string }> {
    if (message) await processMessage(ctx, message);
    await takeOver(ctx, stripeCustomerId);
    return { stripeCustomerId };
  },
});

/** The address and the card that the customer has at Stripe; if Stripe is silent now, its next webhook brings them. */
async function takeOver(ctx: Context, stripeCustomerId: string): Promise<void> {
  try {
    await refreshPaymentAccount(ctx, stripeCustomerId);
  } catch (error) {
    if (!(error instanceof OutsideUnreachable)) throw error;
  }
}
