/** What the examples of the description answer: the purchase of the guide's team of twelve, as the routes answered it. */

const shared = {
  payment_id: "chg_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  brand_id: "ten_backoffice",
  created_at: "2026-11-01T09:00:00.000Z",
  currency: "USD",
  customer: {
    customer_id: "ten_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
    email: "owner@acme.example",
    name: "Acme",
    phone_number: null,
    metadata: {},
  },
  digital_products_delivered: false,
  is_multi_subscription: false,
  metadata: {},
  payment_provider: "stripe" as const,
  status: "succeeded" as const,
  subscription_id: "lic_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  subscription_ids: ["lic_019a9c3e7d5c7b579f1e4f5d8f0d2a11"],
  total_amount: 23400,
  invoice_id: "in_1SV0pBKZ8b2eHkQm3nT5xYcD",
  invoice_url: "https://your-choba/api/v1/invoices/payments/chg_019a9c3e7d5c7b579f1e4f5d8f0d2a11",
  amount: 23400,
  description: "team",
};

export const paymentListedExample = { ...shared, has_license_key: false };

export const paymentExample = {
  ...shared,
  business_id: "ten_backoffice",
  billing: {
    country: "US",
    state: "CA",
    city: "San Francisco",
    street: "123 Main St",
    zipcode: "94105",
  },
  tax: 0,
  settlement_amount: 23400,
  settlement_currency: "USD",
  error_code: null,
  payment_link: null,
  retry_attempt: 0,
  is_update_payment_method: false,
  updated_at: "2026-11-01T09:00:00.000Z",
  disputes: [],
  refunds: [],
};

export const paymentLinesExample = {
  currency: "USD",
  items: [
    {
      items_id: "il_1SV0pBKZ8b2eHkQm7wR2sVaF",
      description: "team: Fee ($99.00), Nov 1 – 30, 2026",
      name: null,
      amount: 9900,
      tax: 0,
      refundable_amount: 0,
    },
    {
      items_id: "il_1SV0pBKZ8b2eHkQm9dL4uGhJ",
      description: "team: Seats (9 × $15.00), Nov 1 – 30, 2026",
      name: null,
      amount: 13500,
      tax: 0,
      refundable_amount: 0,
    },
  ],
};

export const usageHistoryExample = {
  items: [
    {
      start_date: "2026-11-01T00:00:00.000Z",
      end_date: "2026-12-01T00:00:00.000Z",
      meters: [
        {
          id: "api_calls",
          name: "calls",
          consumed_units: "25420",
          chargeable_units: "15420",
          free_threshold: 10000,
          price_per_unit: "0.5",
          total_price: 7710,
          currency: "USD",
        },
      ],
    },
  ],
};
