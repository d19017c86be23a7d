import { eq } from "drizzle-orm";
import { paymentAccounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

export type PaymentAccount = typeof paymentAccounts.$inferSelect;

export async function findPaymentAccount(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<PaymentAccount | null> {
  const [account] = await tx.select().from(paymentAccounts).where(eq(paymentAccounts.tenantId, tenantId));
  return account ?? null;
}

/** The account's Stripe customer; refuses while there is none, or while Stripe has not confirmed it yet. */
export async function requireStripeCustomer(tx: Transaction, tenantId: Id<"tenant">): Promise<string> {
  const account = await findPaymentAccount(tx, tenantId);
  if (!account) throw new Refused("payment_account_missing");
  if (!account.stripeCustomerId) throw new Refused("stripe_unreachable");
  return account.stripeCustomerId;
}

/** The tenant of a Stripe customer, or null if it is none of ours. Needs the staff role. */
export async function tenantOfCustomer(
  tx: Transaction,
  stripeCustomerId: string,
): Promise<Id<"tenant"> | null> {
  const [account] = await tx
    .select({ tenantId: paymentAccounts.tenantId })
    .from(paymentAccounts)
    .where(eq(paymentAccounts.stripeCustomerId, stripeCustomerId));
  return account?.tenantId ?? null;
}
