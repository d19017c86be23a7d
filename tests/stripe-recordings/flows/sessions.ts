import { type Flow, given } from "../flow";

/** Links to Stripe's own pages. */
export const sessions: Flow[] = [
  {
    title: "Checkout that only saves a card",
    begins: "2026-03-30T21:29:38Z",
    steps: [
      given("POST customers", "email=payer@example.com name=Harbour+Goods"),
      {
        ask: "POST checkout/sessions",
        sends:
          "customer={customer} mode=setup success_url=https://choba.example/done cancel_url=https://choba.example/done currency=usd",
        says: `
          answer: id {session} | automatic_tax.enabled no | created @0 | currency usd | custom_fields.length 0 |
            customer {customer} | customer_details.email payer@example.com | expires_at @86400 | mode setup |
            payment_method_collection always | payment_status no_payment_required | phone_number_collection.enabled no
            | setup_intent {setup} | shipping_options.length 0 | status open | ui_mode hosted_page | null
            after_expiration allow_promotion_codes amount_subtotal amount_total automatic_tax.liability
            automatic_tax.provider automatic_tax.status billing_address_collection client_reference_id
            collected_information.business_name collected_information.individual_name
            collected_information.shipping_details consent_collection currency_conversion customer_account
            customer_details.address customer_details.business_name customer_details.individual_name
            customer_details.name customer_details.phone customer_details.tax_exempt customer_details.tax_ids
            customer_email discounts integration_identifier invoice invoice_creation locale payment_intent
            payment_link recovered_from shipping_address_collection shipping_cost submit_type subscription
            total_details
        `,
      },
    ],
  },
  {
    title: "the portal",
    begins: "2026-03-30T21:22:18Z",
    steps: [
      given("POST customers", "email=payer@example.com name=Harbour+Goods"),
      {
        ask: "POST billing_portal/sessions",
        sends: "customer={customer} return_url=https://choba.example/done",
        says: `
          answer: id {portal} | created @0 | customer {customer} | null customer_account flow locale
        `,
      },
    ],
  },
];
