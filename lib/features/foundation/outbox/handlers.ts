import type { Handler } from "./handler";
import type { OperationName } from "./operations";

/**
 * Where the handler of each operation is. It is loaded when a message is carried out, so a use-case that only enqueues
 * one does not depend on the code behind it. No other use-case loads code late.
 */
const loaders: Record<OperationName, () => Promise<Handler>> = {
  "mail.send": async () => (await import("@/lib/features/foundation/mail/send-mail")).mailSend,
  "stripe.balance.apply": async () =>
    (await import("@/lib/features/license/debts/apply-balance-at-stripe")).stripeBalanceApply,
  "stripe.catalog.publish": async () =>
    (await import("@/lib/features/catalog/plans/publication/publish-at-stripe")).stripeCatalogPublish,
  "stripe.checkout.create": async () =>
    (await import("@/lib/features/license/orders/checkout-at-stripe")).stripeCheckoutCreate,
  "stripe.checkout.expire": async () =>
    (await import("@/lib/features/license/orders/checkout-at-stripe")).stripeCheckoutExpire,
  "stripe.charge.invoice": async () =>
    (await import("@/lib/features/license/contracts/charging/invoice-at-stripe")).stripeChargeInvoice,
  "stripe.charge.retry": async () =>
    (await import("@/lib/features/license/collection/retry-at-stripe")).stripeChargeRetry,
  "stripe.credit_note.create": async () =>
    (await import("@/lib/features/license/charges/credit-note-at-stripe")).stripeCreditNoteCreate,
  "stripe.customer.create": async () =>
    (await import("@/lib/features/payers/payment-account/create-customer-at-stripe")).stripeCustomerCreate,
  "stripe.customer.name_tenant": async () =>
    (await import("@/lib/features/payers/payment-account/name-tenant-at-stripe")).stripeCustomerNameTenant,
  "stripe.customer.update_billing_details": async () =>
    (await import("@/lib/features/payers/billing-details/update-at-stripe")).stripeBillingDetailsUpdate,
  "stripe.customer.use_card": async () =>
    (await import("@/lib/features/license/orders/use-card-at-stripe")).stripeUseCard,
  "stripe.difference.put_right": async () =>
    (await import("@/lib/features/license/differences/put-right-at-stripe")).stripeDifferencePutRight,
  "stripe.draft.take_back": async () =>
    (await import("@/lib/features/license/differences/take-back-draft-at-stripe")).stripeDraftTakeBack,
  "stripe.close.carry": async () =>
    (await import("@/lib/features/billing/close/carry-at-stripe")).stripeCloseCarry,
  "stripe.invoice.void": async () =>
    (await import("@/lib/features/license/orders/void-invoice-at-stripe")).stripeInvoiceVoid,
  "stripe.invoice.write_off": async () =>
    (await import("@/lib/features/license/debts/write-off-at-stripe")).stripeInvoiceWriteOff,
  "stripe.on_demand.invoice": async () =>
    (await import("@/lib/features/license/on-demand/invoice-at-stripe")).stripeOnDemandInvoice,
  "stripe.order.invoice": async () =>
    (await import("@/lib/features/license/orders/invoice-at-stripe")).stripeOrderInvoice,
  "stripe.subscription.sync": async () =>
    (await import("@/lib/features/license/subscription/sync-at-stripe")).stripeSubscriptionSync,
  "stripe.tax_id.create": async () =>
    (await import("@/lib/features/foundation/seller/register-at-stripe")).stripeTaxIdCreate,
  "stripe.tax_rate.rename": async () =>
    (await import("@/lib/features/catalog/tax-rates/rename-at-stripe")).stripeTaxRateRename,
};

export const handlerOf = (name: OperationName): Promise<Handler> => loaders[name]();
