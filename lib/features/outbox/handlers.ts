import type { Handler } from "./handler";
import type { OperationName } from "./operations";

/**
 * Where the handler of each operation is. It is loaded when a message is carried out, so a use-case that only enqueues
 * one does not depend on the code behind it. No other use-case loads code late.
 */
const loaders: Record<OperationName, () => Promise<Handler>> = {
  "mail.send": async () => (await import("../mailbox/send")).mailSend,
  "stripe.catalog.publish": async () => (await import("../catalog/stripe-publish")).stripeCatalogPublish,
  "stripe.checkout.create": async () => (await import("../orders/stripe-checkout")).stripeCheckoutCreate,
  "stripe.checkout.expire": async () => (await import("../orders/stripe-checkout")).stripeCheckoutExpire,
  "stripe.contract.end_date": async () =>
    (await import("../contracts/stripe-end-date")).stripeContractEndDate,
  "stripe.contract.settle": async () => (await import("../contracts/stripe-settle")).stripeContractSettle,
  "stripe.customer.create": async () =>
    (await import("../payment-account/stripe-customer-create")).stripeCustomerCreate,
  "stripe.customer.name_tenant": async () =>
    (await import("../payment-account/stripe-customer-name-tenant")).stripeCustomerNameTenant,
  "stripe.customer.update_billing_details": async () =>
    (await import("../billing-details/stripe-update")).stripeBillingDetailsUpdate,
  "stripe.customer.use_card": async () => (await import("../orders/stripe-use-card")).stripeUseCard,
  "stripe.invoice.void": async () => (await import("../orders/stripe-void-invoice")).stripeInvoiceVoid,
  "stripe.reservation.cancel": async () =>
    (await import("../reservations/stripe-reserve")).stripeReservationCancel,
  "stripe.reservation.create": async () =>
    (await import("../reservations/stripe-reserve")).stripeReservationCreate,
  "stripe.schedule.release_applied": async () =>
    (await import("../reservations/stripe-reserve")).stripeScheduleReleaseApplied,
  "stripe.subscription.create": async () =>
    (await import("../orders/stripe-subscription")).stripeSubscriptionCreate,
  "stripe.subscription.set_renewal": async () =>
    (await import("../license/stripe-set-renewal")).stripeSetRenewal,
  "stripe.subscription.upgrade": async () =>
    (await import("../orders/stripe-subscription")).stripeSubscriptionUpgrade,
  "stripe.tax_rate.rename": async () => (await import("../tax-rates/stripe-rename")).stripeTaxRateRename,
};

export const handlerOf = (name: OperationName): Promise<Handler> => loaders[name]();
