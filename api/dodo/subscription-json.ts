import type { Address } from "@/lib/domain/billing-details/billing-details";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { addOnsHeld } from "@/lib/domain/products/cart";
import type { Customer } from "@/lib/features/console/customers/queries";
import type { SubscriptionState } from "@/lib/features/console/subscriptions/subscription-rows";
import type { HeldProduct, SubscriptionView } from "@/lib/features/console/subscriptions/subscription-view";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { toInteger } from "./amounts";
import { meterOf } from "./product-json";
import type { SubscriptionJson } from "./subscription-schema";

/** `on_hold`: an invoice is not paid. Choba ends a license at its period's end only, and calls that `cancelled`. */
export const statusOf = {
  pending: "pending",
  active: "active",
  unpaid: "on_hold",
  ended: "cancelled",
  failed: "failed",
} as const satisfies Record<SubscriptionState, SubscriptionJson["status"]>;

/** The state that a status of Dodo's asks for; null for one that no license has. */
export const stateOf = (status: SubscriptionJson["status"]): SubscriptionState | null =>
  (Object.keys(statusOf) as SubscriptionState[]).find((state) => statusOf[state] === status) ?? null;

/** A license as a subscription of Dodo's. */
export function toSubscription(view: SubscriptionView): SubscriptionJson {
  const { product, reservation } = view;
  const { definition } = product;
  return {
    subscription_id: view.id,
    brand_id: backOffice,
    status: statusOf[view.state],
    ...productFields(view),
    customer: toLimitedCustomer(view.customer),
    billing: toBilling(view.address),
    currency: definition.currency,
    recurring_pre_tax_amount: toInteger(view.recurringMinor),
    tax_inclusive: view.pricesIncludeTax,
    cancel_at_next_billing_date: view.cancelsAtEnd,
    cancelled_at: view.endedAt?.toISOString() ?? null,
    created_at: view.createdAt.toISOString(),
    previous_billing_date: view.previousBillingAt.toISOString(),
    next_billing_date: view.nextBillingAt.toISOString(),
    expires_at: view.cancelsAtEnd ? view.nextBillingAt.toISOString() : null,
    has_payment_method: view.hasPaymentMethod,
    on_demand: definition.components.some(({ kind }) => kind === "on_demand"),
    ...frequency(product.interval),
    trial_period_days: 0,
    metadata: view.metadata,
    discounts: [],
    credit_entitlement_cart: [],
    meter_credit_entitlement_cart: [],
    meters: metersOf(view),
    scheduled_change: reservation && {
      id: reservation.id,
      ...productFields(reservation),
      addons: addOnsHeld(reservation.product, reservation).map(({ addOn, quantity }) => ({
        addon_id: addOn.id,
        name: addOn.name.en,
        quantity,
      })),
      created_at: reservation.createdAt.toISOString(),
      effective_at: reservation.effectiveAt.toISOString(),
    },
  };
}

export const toBilling = (address: Address) => ({
  country: address.country,
  state: address.state,
  city: address.city,
  street: [address.line1, address.line2].filter((line) => line !== "").join(", "),
  zipcode: address.postalCode,
});

export const productFields = (held: HeldProduct) => ({
  product_id: held.product.id,
  product_name: held.product.definition.name.en,
  quantity: 1,
  addons: addOnsHeld(held.product, held).map(({ addOn, quantity }) => ({ addon_id: addOn.id, quantity })),
});

export const metersOf = ({ product: { definition } }: HeldProduct) =>
  definition.components
    .filter((component) => component.kind === "usage")
    .map((component) => {
      const meter = meterOf(component);
      return { ...meter, currency: definition.currency, free_threshold: meter.free_threshold ?? 0 };
    });

export function frequency(interval: PaidInterval) {
  const unit = interval === "month" ? ("Month" as const) : ("Year" as const);
  return {
    payment_frequency_count: 1,
    payment_frequency_interval: unit,
    subscription_period_count: 1,
    subscription_period_interval: unit,
  };
}

export const toLimitedCustomer = ({ id, email, name, phoneNumber, metadata }: Customer) => ({
  customer_id: id,
  email,
  name,
  phone_number: phoneNumber,
  metadata,
});
