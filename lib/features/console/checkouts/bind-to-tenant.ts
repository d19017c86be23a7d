import { and, eq } from "drizzle-orm";
import { checkouts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { writeAddress } from "@/lib/features/console/customers/address";
import { adoptCurrency } from "@/lib/features/console/customers/adopt-currency";
import { findCustomer } from "@/lib/features/console/customers/queries";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Checkout } from "@/lib/features/license/checkouts/queries";
import { writePaymentAccount } from "@/lib/features/payers/payment-account/write-payment-account";

export type BoundCheckout = { slug: string; messages: MessageReference[] };

/**
 * Gives a checkout to the tenant that buys it, with a payment account in the buyer's name where there is none. One that
 * another tenant took is nobody else's.
 */
export async function bindToTenant(
  tx: Transaction,
  ctx: Context,
  checkout: Checkout,
  tenantId: Id<"tenant">,
  payerEmail: string,
): Promise<BoundCheckout> {
  if (checkout.expiresAt <= ctx.now) throw new Refused("too_late");
  const customer = await findCustomer(tx, tenantId);
  invariant(customer, `tenant ${tenantId} exists`);
  const { slug, name, locale, salesModel } = customer;
  if (checkout.tenantId !== backOffice && checkout.tenantId !== tenantId) throw new Refused("not_found");
  if (salesModel === "sales_led") throw new Refused("sales_led");
  await adoptCurrency(tx, ctx, customer, checkout.currency, "tenant");
  const account = await writePaymentAccount(
    tx,
    ctx,
    { id: tenantId, locale },
    { payerName: name, payerEmail },
  );
  const { address } = checkout;
  const details = address && (await writeAddress(tx, ctx, customer, address, "billing_address"));
  if (checkout.tenantId !== tenantId) {
    await tx
      .update(checkouts)
      .set({ tenantId, visitor: null, visitorTokenHash: null, visitorTokenExpiresAt: null })
      .where(and(eq(checkouts.tenantId, checkout.tenantId), eq(checkouts.id, checkout.id)));
    await recordAudit(tx, ctx, tenantId, {
      action: "checkout.bind",
      after: { plan: checkout.planKey, interval: checkout.interval, seats: checkout.seats },
    });
  }
  return { slug, messages: [account, details].filter((message) => message !== null) };
}

/** Where the plan screen opens with this cart. */
export function cartPath(
  slug: string,
  { id, planKey, interval, seats, addons, couponCode }: Checkout,
): string {
  const query = new URLSearchParams({ plan: planKey, interval, seats: String(seats) });
  for (const [key, chosen] of Object.entries(addons)) query.set(`addon.${key}`, chosen);
  if (couponCode) query.set("coupon", couponCode);
  query.set("checkout", id);
  return `/t/${slug}/billing/plans?${query}`;
}
