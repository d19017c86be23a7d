import type { Metadata } from "../core/json";
import { nil } from "../core/json";
import type { Address } from "./address";

export interface BillingDetails {
  address: Address | null;
  email: string | null;
  name: string | null;
  phone: string | null;
  tax_id: string | null;
}

export interface Card {
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  country: string;
  fingerprint: string;
}

const checks = { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" };

export function newPaymentMethod(id: string, created: number, card: Card, billing: BillingDetails) {
  return {
    id,
    object: "payment_method" as const,
    allow_redisplay: "unspecified",
    billing_details: billing,
    card: {
      brand: card.brand,
      checks,
      country: card.country,
      display_brand: card.brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: card.fingerprint,
      funding: "credit",
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer: nil<string>(),
    customer_account: nil<string>(),
    livemode: false,
    metadata: {} as Metadata,
    type: "card",
  };
}
export type PaymentMethod = ReturnType<typeof newPaymentMethod>;

/** The error of an intent's last failed attempt. */
export interface PaymentError {
  [key: string]: unknown;
  advice_code?: string;
  charge?: string;
  code: string;
  decline_code?: string;
  doc_url: string;
  message: string;
  payment_method?: PaymentMethod;
  type: string;
}

/** A challenge, for a page of ours to return to, or without one for Stripe's own script in the browser. */
export type NextAction =
  | { redirect_to_url: { return_url: string | null; url: string }; type: "redirect_to_url" }
  | { type: "use_stripe_sdk"; use_stripe_sdk: { directory_server_name: string; type: string } };

/** Where the payer is to return to after a challenge, if it was said. */
export const returnUrlOf = (action: NextAction | null): string | null =>
  action?.type === "redirect_to_url" ? action.redirect_to_url.return_url : null;

const cardOptions = () => ({
  card: {
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: "automatic",
  },
});

export function newPaymentIntent(id: string, created: number, amount: number, currency: string) {
  return {
    id,
    object: "payment_intent" as const,
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: nil<number>(),
    cancellation_reason: nil<string>(),
    capture_method: "automatic",
    client_secret: `${id}_secret_${id.slice(-12)}`,
    confirmation_method: "automatic",
    created,
    currency,
    customer: nil<string>(),
    customer_account: nil<string>(),
    description: nil<string>(),
    excluded_payment_method_types: null,
    last_payment_error: nil<PaymentError>(),
    latest_charge: nil<string>(),
    livemode: false,
    managed_payments: null,
    metadata: {} as Metadata,
    next_action: nil<NextAction>(),
    on_behalf_of: null,
    payment_details: undefined as { customer_reference: null; order_reference: string } | undefined,
    payment_method: nil<string>(),
    payment_method_configuration_details: null,
    payment_method_options: cardOptions(),
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: nil<string>(),
    review: null,
    setup_future_usage: nil<string>(),
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method" as
      | "requires_payment_method"
      | "requires_confirmation"
      | "requires_action"
      | "succeeded"
      | "canceled",
    transfer_data: null,
    transfer_group: null,
  };
}
export type PaymentIntent = ReturnType<typeof newPaymentIntent>;

export function newSetupIntent(id: string, created: number) {
  return {
    id,
    object: "setup_intent" as const,
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: nil<string>(),
    client_secret: `${id}_secret_${id.slice(-12)}`,
    created,
    customer: nil<string>(),
    customer_account: nil<string>(),
    description: nil<string>(),
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: nil<PaymentError>(),
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: {} as Metadata,
    next_action: nil<NextAction>(),
    on_behalf_of: null,
    payment_method: nil<string>(),
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: "requires_payment_method" as
      | "requires_payment_method"
      | "requires_confirmation"
      | "requires_action"
      | "succeeded"
      | "canceled",
    usage: "off_session",
  };
}
export type SetupIntent = ReturnType<typeof newSetupIntent>;

export function newCharge(id: string, created: number, intent: PaymentIntent, method: PaymentMethod) {
  const { card } = method;
  return {
    id,
    object: "charge" as const,
    amount: intent.amount,
    amount_captured: intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "CHOBA SANDBOX",
    captured: true,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: nil<string>(),
    failure_message: nil<string>(),
    fraud_details: {},
    livemode: false,
    metadata: {} as Metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: nil<string>(),
      network_advice_code: nil<string>(),
      network_decline_code: nil<string>(),
      network_status: "approved_by_network",
      reason: nil<string>(),
      risk_level: "normal",
      risk_score: 17,
      seller_message: "Payment complete.",
      type: "authorized",
    },
    paid: true,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: {
      card: {
        amount_authorized: intent.amount,
        authorization_code: null,
        brand: card.brand,
        checks: card.checks,
        country: card.country,
        electronic_commerce_indicator: null,
        exp_month: card.exp_month,
        exp_year: card.exp_year,
        fingerprint: card.fingerprint,
        funding: card.funding,
        installments: null,
        last4: card.last4,
        mandate: null,
        network: card.brand,
        network_transaction_id: null,
        regulated_status: card.regulated_status,
        three_d_secure: null,
        transaction_link_id: null,
        wallet: null,
      },
      type: "card",
    },
    receipt_email: nil<string>(),
    receipt_number: nil<string>(),
    receipt_url: nil<string>(),
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded" as "succeeded" | "failed",
    transfer_data: null,
    transfer_group: null,
  };
}
export type Charge = ReturnType<typeof newCharge>;
