/** What programs and people read about the API before its routes. */
export const info = {
  title: "Choba",
  version: "1",
  license: { name: "Apache License 2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
  description: [
    "For the SaaS's own servers: send usage, say who registers and who authenticates, and ask what a tenant may do and what anything would cost.",
    "",
    "JSON in snake case, times in ISO 8601 with an offset, exact decimals and amounts (in minor units) as text, responses never cached.",
    "Every response that is not a success has one shape (`Problem`): `type` and `rule` are for programs and stay, messages are for people, in the language of `Accept-Language` (en, ja).",
    "",
    "Lists come page by page: `limit` and `after`, which is `next` of the page before. Every write of Choba's own API takes an `Idempotency-Key` (see the parameter): the same again is done once and answered the same.",
    "What may change within version 1, and what has changed, is in the [changelog of the API](/api/docs/changelog).",
    "",
    "Two dialects are spoken beside Choba's own, so that a program changes its base URL and nothing else: Dodo's (npm `dodopayments` with `baseURL: https://host/api/v1`) and SaaSus's metering and tax rates (base `https://host/api`).",
  ].join("\n"),
};

/** In the order in which somebody who integrates the API needs them. */
export const tags = [
  { name: "Tenants", description: "Your customers: made when they register, on Free at once" },
  { name: "Members", description: "A tenant's people, by your ids and Choba's" },
  { name: "Usage events", description: "What happened, each counted exactly once" },
  { name: "Counts", description: "What meter units counted, by day, month or range" },
  { name: "Meters", description: "Meter units in Dodo's dialect" },
  { name: "Products", description: "What is sold: plans, seats and add-ons, in Dodo's dialect" },
  { name: "Customers", description: "Tenants in Dodo's dialect" },
  { name: "Checkouts", description: "Carts that somebody buys on the hosted page, in Dodo's dialect" },
  { name: "Subscriptions", description: "Licenses, and changes of plan, in Dodo's dialect" },
  { name: "Payments", description: "What tenants paid or have to pay, in Dodo's dialect" },
  { name: "MAU", description: "Who authenticated, and how many different users that makes a month" },
  { name: "Plans", description: "What is on sale, in words and amounts" },
  { name: "Entitlements", description: "What a tenant may do now, exact also if many ask at once" },
  { name: "License", description: "What a tenant holds, uses, and may still register" },
  {
    name: "Orders",
    description: "Buy and change what a tenant holds: what it costs first, then exactly that",
  },
  { name: "Invoices", description: "What a tenant was billed, and will be" },
  { name: "Quotes", description: "What was offered to a tenant" },
  { name: "Charges", description: "Work and single amounts that are charged beside the plan" },
  { name: "Events log", description: "What has happened, as webhooks tell it, to catch up" },
  { name: "Dashboard sessions", description: "Billing pages inside your product, without a second sign-in" },
  { name: "RPs", description: "The tenant's applications that sign users in" },
  { name: "Users", description: "The end users that a tenant has registered" },
  { name: "Prices", description: "What something would cost; nothing is bought" },
  { name: "SaaSus: metering", description: "Counts and meter units in SaaSus's dialect" },
  { name: "SaaSus: plans", description: "Plans on sale in SaaSus's dialect" },
  { name: "SaaSus: tax rates", description: "Tax rates in SaaSus's dialect" },
  { name: "SaaSus: tenants", description: "A tenant's plan in the form of SaaSus's auth API" },
];

export const securitySchemes = {
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key of the console: `Authorization: Bearer choba_…`",
  },
  saasusSignature: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: [
      "`SAASUSSIGV1 Sig=<hex>, SaaSID=<id>, APIKey=<key>`, on SaaSus's routes. The signature is HMAC-SHA256 with the key's secret over",
      "the minute in UTC (`YYYYMMDDHHmm`), the API key, the method in capitals, the address after `//` (host, path and query), and the body, one after the other.",
    ].join(" "),
  },
} as const;
