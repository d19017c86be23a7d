import { and, eq, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { members, paymentAccounts, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { LocalizedText, PaidInterval } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { OrderState } from "@/lib/domain/license/order";
import { addOnsHeld } from "@/lib/domain/products/cart";
import { readProducts } from "@/lib/features/catalog/products/queries";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { authorise } from "@/lib/features/foundation/use-case/authorise";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { Checkout } from "@/lib/features/license/checkouts/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { readOrderProgress } from "@/lib/features/license/orders/order-progress";
import { tokenHash } from "@/lib/features/people/invitations/invitation-token";
import { cartPath } from "./bind-to-tenant";
import { getCheckout, orderOfCheckout } from "./queries";

/** What everybody sees who has the address: what is in the cart, and whom it is proposed for. */
export type CheckoutCart = {
  planName: LocalizedText;
  interval: PaidInterval;
  /** Null for a plan that sells no seats. */
  seats: number | null;
  addOns: { name: LocalizedText; quantity: number }[];
};

export type CheckoutPage = {
  cart: CheckoutCart | null;
  email: string;
  name: string;
  cancelUrl: string | null;
  hasExpired: boolean;
  /** Some tenant has taken it. */
  isTaken: boolean;
  /** Of the mailed link that led here; null if it is not valid, or none did. */
  entered: { email: string; company: string } | null;
  /** Tenants of the signed-in reader's own for which they may take it. */
  own: { slug: string; name: string }[];
  /** For those who may buy for the tenant that has taken it. */
  buyer: CheckoutBuyer | null;
};

export type CheckoutBuyer = {
  slug: string;
  /** Where the price is shown and confirmed. */
  path: string;
  order: { state: OrderState; goTo: string | null; reason: string | null } | null;
  /** Where to go once it is bought. */
  returnUrl: string | null;
  licenseId: Id<"license">;
};

/** The hosted page of a checkout, for anyone who has its address. */
export const showCheckout = useCase(bearer(), {
  input: z.strictObject({ id: id("checkout"), enter: z.string().max(100).default("") }),
  async read({ ctx, tx, input }): Promise<CheckoutPage> {
    const checkout = await getCheckout(tx, input.id);
    const isTaken = checkout.tenantId !== backOffice;
    return {
      cart: await cartOf(tx, checkout),
      email: isTaken ? "" : (checkout.email ?? ""),
      name: isTaken ? "" : (checkout.name ?? ""),
      cancelUrl: checkout.cancelUrl,
      hasExpired: checkout.expiresAt <= ctx.now,
      isTaken,
      entered: enteredBy(checkout, input.enter, ctx.now),
      own: isTaken ? [] : await ownTenants(tx, ctx, checkout.currency),
      buyer: isTaken ? await buyerOf(tx, ctx, checkout) : null,
    };
  },
});

/** Null once the plan is not sold any more. */
async function cartOf(
  tx: Transaction,
  { planKey, interval, seats, addons }: Checkout,
): Promise<CheckoutCart | null> {
  const products = await readProducts(tx);
  const product = products.find((each) => each.planKey === planKey && each.interval === interval);
  if (!product) return null;
  const { name, components } = product.definition;
  return {
    planName: name,
    interval,
    seats: components.some(({ kind }) => kind === "seats") ? seats : null,
    addOns: addOnsHeld(product, { seats, addons })
      .filter(({ addOn }) => addOn.component.kind !== "seats")
      .map(({ addOn, quantity }) => ({ name: addOn.name, quantity })),
  };
}

function enteredBy({ visitor, visitorTokenHash, visitorTokenExpiresAt }: Checkout, token: string, now: Date) {
  if (!visitor || token === "" || visitorTokenHash !== tokenHash(token)) return null;
  if (!visitorTokenExpiresAt || visitorTokenExpiresAt <= now) return null;
  return { email: visitor.email, company: visitor.company };
}

async function ownTenants(tx: Transaction, { actor }: Context, currency: string) {
  if (actor.kind !== "user" || actor.staffRole) return [];
  return tx
    .select({ slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .innerJoin(members, and(eq(members.tenantId, tenants.id), eq(members.userId, actor.userId)))
    .leftJoin(paymentAccounts, eq(paymentAccounts.tenantId, tenants.id))
    .where(
      and(
        or(eq(tenants.currency, currency), isNull(paymentAccounts.tenantId)),
        eq(tenants.salesModel, "self_serve"),
        or(eq(members.role, "owner"), eq(tenants.paymentAdministratorId, actor.userId)),
      ),
    )
    .orderBy(tenants.name);
}

async function buyerOf(tx: Transaction, ctx: Context, checkout: Checkout): Promise<CheckoutBuyer | null> {
  const { tenantId } = checkout;
  const standing = await authorise(tx, ctx, tenantId, "tenant.view").catch((error: unknown) => {
    if (error instanceof Refused) return null;
    throw error;
  });
  if (!standing || !may(standing.roles, "license.change")) return null;
  const order = await orderOfCheckout(tx, checkout);
  const progress = order && (await readOrderProgress(tx, tenantId, standing, order.id));
  return {
    slug: standing.tenant.slug,
    path: cartPath(standing.tenant.slug, checkout),
    order: progress && { state: progress.state, goTo: progress.goTo, reason: progress.reason },
    returnUrl: checkout.returnUrl,
    licenseId: (await getLicense(tx, tenantId)).id,
  };
}
