import type { z } from "@hono/zod-openapi";
import { invariant, Refused } from "@/lib/domain/errors";
import { listProducts } from "@/lib/features/catalog/products/list-products";
import { openCheckout } from "@/lib/features/console/checkouts/open-checkout";
import { readWantedCart } from "@/lib/features/console/checkouts/read-wanted-cart";
import { createCustomer } from "@/lib/features/console/customers/create-customer";
import { listCustomers, readCustomer } from "@/lib/features/console/customers/list-customers";
import { preparePayer } from "@/lib/features/console/customers/prepare-payer";
import type { Customer } from "@/lib/features/console/customers/queries";
import { readSubscriptionId } from "@/lib/features/console/subscriptions/read-subscriptions";
import { setSubscriptionMetadata } from "@/lib/features/console/subscriptions/set-metadata";
import { requestChange } from "@/lib/features/license/confirm-change/request-change";
import { orderProgress } from "@/lib/features/license/orders/order-progress";
import type { ApiContext } from "../environment";
import { granted } from "../granted";
import { toInteger } from "./amounts";
import { addressOf } from "./body-fields";
import { cartOf } from "./cart";
import { inDodosNames } from "./dodo-fields";
import { readSubscriptionView } from "./read-subscription-view";
import { productFields, toLimitedCustomer } from "./subscription-json";
import type { createSubscriptionSchema } from "./subscription-schema";

type Body = z.output<typeof createSubscriptionSchema>;

/**
 * Buys a product for a customer, step by step; each step is safe to repeat. Where a page is needed for the card, it leads
 * back to the sender's address.
 */
export async function createSubscription(c: ApiContext, body: Body) {
  const ctx = c.get("ctx");
  const cart = cartOf(body, body, body.on_demand, "");
  const currency = await currencyOf(c, body.product_id);
  const customer = await customerOf(c, body, currency);
  const { product, ...wanted } = granted(inDodosNames(await readWantedCart(ctx, customer.id, { cart })));
  granted(await preparePayer(ctx, customer.id, { address: addressOf(body.billing), currency }));
  const checkout = body.return_url ? await checkoutFor(c, customer, cart, body.return_url) : null;
  const ordered = await requestChange(ctx, customer.id, {
    ...wanted,
    ...(cart.couponCode ? { couponCode: cart.couponCode } : {}),
    ...(checkout ? { checkoutId: checkout } : {}),
    locale: customer.locale,
    isNow: true,
  });
  const change = granted(inDodosNames(ordered, { effectiveAt: "product_id" }));
  if (body.metadata) granted(await setSubscriptionMetadata(ctx, customer.id, { metadata: body.metadata }));
  const id = granted(await readSubscriptionId(ctx, { customer: customer.id }));
  const view = await readSubscriptionView(c, id);
  return {
    subscription_id: id,
    payment_id: change.outcome === "ordered" ? change.chargeId : await lastPaymentOf(c, customer),
    customer: toLimitedCustomer(customer),
    addons: productFields({ product, ...wanted }).addons,
    metadata: view.metadata,
    recurring_pre_tax_amount: toInteger(view.recurringMinor),
    payment_method_required: change.outcome === "ordered" && change.state === "awaiting_card",
    payment_link: change.outcome === "ordered" ? change.goTo : null,
    ...{ client_secret: null, discount_id: null, expires_on: null },
  };
}

/** Refused before anybody is made for it. */
async function currencyOf(c: ApiContext, productId: string): Promise<string> {
  const { products } = granted(await listProducts(c.get("ctx"), {}));
  const product = products.find(({ id }) => id === productId);
  if (product) return product.definition.currency;
  throw new Refused("invalid_input", { fields: [{ field: "product_id", rule: "unknown_product" }] });
}

/** What was paid last, for a subscription that is held already; empty for a license that nobody ordered. */
async function lastPaymentOf(c: ApiContext, { id }: Customer): Promise<string> {
  return granted(await orderProgress(c.get("ctx"), id, {}))?.chargeId ?? "";
}

/** The named customer; one with this address; or a new one. */
async function customerOf(
  c: ApiContext,
  { customer, billing, customer_business_name }: Body,
  currency: string,
): Promise<Customer> {
  const ctx = c.get("ctx");
  if (customer.customer_id !== undefined)
    return granted(await readCustomer(ctx, { reference: customer.customer_id }));
  const { email = "" } = customer;
  const [known] = granted(await listCustomers(ctx, { email, limit: 1, offset: 0 }));
  if (known && !customer_business_name) return known;
  const made = await createCustomer(ctx, {
    email,
    name: customer_business_name ?? customer.name ?? email,
    ...(customer.phone_number ? { phoneNumber: customer.phone_number } : {}),
    country: billing.country,
    currency,
  });
  return granted(inDodosNames(made, { email: "customer.email", name: "customer.name" }));
}

async function checkoutFor(
  c: ApiContext,
  { id }: Customer,
  cart: ReturnType<typeof cartOf>,
  returnUrl: string,
) {
  const opened = await openCheckout(c.get("ctx"), {
    cart,
    customer: id,
    ...{ email: null, name: null, address: null, cancelUrl: null, idempotencyKey: null },
    returnUrl,
  });
  const { id: checkoutId } = granted(inDodosNames(opened, { returnUrl: "return_url" }));
  invariant(checkoutId, "an opened checkout has an id");
  return checkoutId;
}
