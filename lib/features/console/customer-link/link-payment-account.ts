import { z } from "zod";
import { paymentAccounts } from "@/drizzle/schema";
import { Refused, type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
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

const askedToLink = useCase(tenant("payment_account.link"), {
  input,
  async read({ input }) {
    if (!stripeIntegration()) throw new Refused("stripe_off");
    return input;
  },
});

const writeLink = useCase(tenant("payment_account.link", { locks: true }), {
  input: z.strictObject({
    stripeCustomerId: z.string(),
    payerName: z.string(),
    payerEmail: z.string(),
    hasPaymentMethod: z.boolean(),
  }),
  async write({ ctx, input, tx, tenantId, audit }) {
    const account = await findPaymentAccount(tx, tenantId);
    if (account?.stripeCustomerId === input.stripeCustomerId) return null;
    if (account) throw new Refused("payment_account_exists");
    const written = await tx
      .insert(paymentAccounts)
      .values({ tenantId, ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ tenantId: paymentAccounts.tenantId });
    // This tenant is locked and has none: somebody linked the customer to another tenant in the same moment.
    if (written.length === 0) throw customerRefused("customer_just_linked");
    const { stripeCustomerId, payerName, payerEmail } = input;
    await audit({ action: "payment_account.linked", after: { stripeCustomerId, payerName, payerEmail } });
    // What is entered here and missing there is sent; what differs waits for a person.
    await syncBillingDetails(tx, ctx, tenantId);
    return enqueueMessage(tx, ctx, tenantId, "stripe.customer.name_tenant", { stripeCustomerId });
  },
  async afterCommit({ ctx }, message) {
    if (message) await processMessage(ctx, message);
  },
});

/**
 * Links a customer that exists at Stripe already (seed 1: of a sales-led tenant Choba holds the customer's id only).
 * What is linked is what was previewed: if the customer was renamed meanwhile, it has to be looked at again. Linking the
 * same customer twice is the same as once. Its webhooks apply from then on.
 */
export async function linkPaymentAccount(
  ctx: Context,
  tenantId: Id<"tenant">,
  rawInput: z.input<typeof input>,
): Promise<Result<{ stripeCustomerId: string }>> {
  const asked = await askedToLink(ctx, tenantId, rawInput);
  if (!asked.ok) return asked;
  const { stripeCustomerId, previewed } = asked.value;
  try {
    const customer = await readCandidate(tenantId, stripeCustomerId);
    if (customer.name !== previewed.name || customer.email !== previewed.email)
      throw customerRefused("customer_changed");
    const linked = await writeLink(ctx, tenantId, {
      stripeCustomerId,
      payerName: customer.name,
      payerEmail: customer.email,
      hasPaymentMethod: customer.hasPaymentMethod,
    });
    if (!linked.ok) return linked;
    await takeOver(ctx, stripeCustomerId);
    return succeeded({ stripeCustomerId });
  } catch (error) {
    return answerRefusal(error);
  }
}

/** The address and the card that the customer has at Stripe; if Stripe is silent now, its next webhook brings them. */
async function takeOver(ctx: Context, stripeCustomerId: string): Promise<void> {
  try {
    await refreshPaymentAccount(ctx, stripeCustomerId);
  } catch (error) {
    if (!(error instanceof OutsideUnreachable)) throw error;
  }
}
