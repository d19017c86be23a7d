import type { Address } from "@/lib/domain/billing-details/billing-details";
import { publicUrl } from "@/lib/env";
import type { PaymentState } from "@/lib/features/console/payments/payment-state";
import type { PaymentView } from "@/lib/features/console/payments/payment-view";
import type { PaymentLines } from "@/lib/features/console/payments/read-payment-lines";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { toInteger } from "./amounts";
import type { ListedPaymentJson, PaymentJson, PaymentLinesJson, PaymentStatus } from "./payment-schema";
import { toBilling, toLimitedCustomer } from "./subscription-json";

const statusOf = {
  processing: "processing",
  card_needed: "requires_payment_method",
  payer_asked: "requires_customer_action",
  paid: "succeeded",
  void: "cancelled",
  failed: "failed",
} as const satisfies Record<PaymentState, PaymentStatus>;

/** The state that a status of Dodo's asks for; null for one that no payment has. */
export const paymentStateOf = (status: PaymentStatus): PaymentState | null =>
  (Object.keys(statusOf) as PaymentState[]).find((state) => statusOf[state] === status) ?? null;

export const toListedPayment = (payment: PaymentView): ListedPaymentJson => ({
  ...shared(payment),
  has_license_key: false,
});

export function toPayment(payment: PaymentView & { address: Address }): PaymentJson {
  const { address, invoice, taxMinor, createdAt, closedAt } = payment;
  return {
    ...shared(payment),
    business_id: backOffice,
    billing: toBilling(address),
    tax: taxMinor === null ? null : toInteger(taxMinor),
    settlement_amount: toInteger(payment.paidMinor),
    settlement_currency: payment.currency,
    error_code: payment.reason,
    payment_link: invoice?.isOpen ? invoice.hostedUrl : null,
    retry_attempt: payment.retries,
    is_update_payment_method: false,
    updated_at: (closedAt ?? createdAt).toISOString(),
    disputes: [],
    refunds: [],
  };
}

export const toPaymentLines = ({ currency, lines }: PaymentLines): PaymentLinesJson => ({
  currency,
  items: lines.map(({ id, text, amountMinor, taxMinor }) => ({
    items_id: id,
    description: text,
    name: null,
    amount: toInteger(amountMinor),
    tax: toInteger(taxMinor),
    refundable_amount: 0,
  })),
});

function shared(payment: PaymentView) {
  const { id, licenseId, invoice } = payment;
  const amount = toInteger(payment.totalMinor);
  return {
    payment_id: id,
    brand_id: backOffice,
    created_at: payment.createdAt.toISOString(),
    currency: payment.currency,
    customer: toLimitedCustomer(payment.customer),
    digital_products_delivered: false,
    is_multi_subscription: false,
    metadata: payment.metadata,
    payment_provider: "stripe" as const,
    status: statusOf[payment.state],
    subscription_id: licenseId,
    subscription_ids: licenseId ? [licenseId] : [],
    total_amount: amount,
    invoice_id: invoice?.id ?? null,
    invoice_url: invoice && `${publicUrl()}/api/v1/invoices/payments/${id}`,
    amount,
    description: payment.description.en,
  };
}
