import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { getCharge } from "@/lib/features/license/charges/queries";
import { findOrder, getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";

/** What the Stripe calls of an order need, read from the committed rows before Stripe is asked. */
export async function readOrderFacts(
  tx: Transaction,
  { tenantId }: Message,
  { orderId }: { orderId: Id<"order"> },
) {
  const order = await findOrder(tx, tenantId, orderId);
  invariant(order, `order ${orderId} exists`);
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  const account = await findPaymentAccount(tx, tenantId);
  invariant(tenant && account?.stripeCustomerId, `order ${orderId} has a tenant and a customer`);
  const { user } = await paymentAdministratorOf(tx, tenantId);
  return {
    order,
    charge: await getCharge(tx, tenantId, order.chargeId),
    customerId: account.stripeCustomerId,
    subscriptionId: (await getLicense(tx, tenantId)).stripeSubscriptionId,
    tenant,
    locale: user.locale,
    timeZone: tenant.timeZone,
    seller: await sellerOf(tx),
  };
}
