import type { Metadata } from "../core/json";
import { nil } from "../core/json";
import type { Address } from "./address";

export function newCheckoutSession(id: string, created: number) {
  return {
    id,
    object: "checkout.session" as const,
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: nil<string[]>(),
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: nil<string>(),
    cancel_url: nil<string>(),
    client_reference_id: nil<string>(),
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created,
    currency: nil<string>(),
    currency_conversion: null,
    custom_fields: [] as never[],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: nil<{ message: string }>(),
      terms_of_service_acceptance: null,
    },
    customer: nil<string>(),
    customer_account: null,
    customer_creation: nil<string>(),
    customer_details: nil<{
      address: Address | null;
      business_name: string | null;
      email: string | null;
      individual_name: string | null;
      name: string | null;
      phone: string | null;
      tax_exempt: string | null;
      tax_ids: null;
    }>(),
    customer_email: nil<string>(),
    discounts: null,
    expires_at: created + 86_400,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: nil<string>(),
    managed_payments: null,
    metadata: {} as Metadata,
    mode: "setup",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "always",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: "no_payment_required",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: nil<string>(),
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [] as never[],
    status: "open" as "open" | "complete" | "expired",
    submit_type: null,
    subscription: null,
    success_url: nil<string>(),
    total_details: null,
    ui_mode: "hosted_page",
    url: nil<string>(),
    wallet_options: null,
  };
}
export type CheckoutSession = ReturnType<typeof newCheckoutSession>;
