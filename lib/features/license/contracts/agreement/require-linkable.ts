import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { stripeIntegration } from "@/lib/stripe/client";
import { readSubscription } from "@/lib/stripe/subscriptions";

/**
 * Refuses a subscription that cannot be linked: one that Stripe does not know or that belongs to another customer, and
 * one that Choba made: it follows the license, so going on with it by hand would lose it. A
 * customer is one tenant's, so none that is linked elsewhere passes either.
 */
export async function requireLinkable(
  tx: Transaction,
  tenantId: Id<"tenant">,
  stripeSubscriptionId: string,
): Promise<void> {
  if (!stripeIntegration()) throw new Refused("stripe_off");
  const customerId = await requireStripeCustomer(tx, tenantId);
  const found = await readSubscription(stripeSubscriptionId).catch((error) => {
    if (error instanceof OutsideRefused) return null;
    if (error instanceof OutsideUnreachable) throw new Refused("stripe_unreachable");
    throw error;
  });
  if (found?.customerId === customerId && found.status !== "canceled" && !found.licenseId) return;
  const rule = !found
    ? "unknown_subscription"
    : found.status === "canceled"
      ? "subscription_ended"
      : found.customerId !== customerId
        ? "other_customer"
        : "made_by_choba";
  throw new Refused("invalid_input", { fields: [{ field: "invoicing.stripeSubscriptionId", rule }] });
}
