/** What programs and people read about the API before its routes. */
export const info = {
  title: "Choba",
  version: "1",
  description: [
    "For the SaaS's own servers: send usage, say who registers and who authenticates, and ask what a tenant may do and what anything would cost.",
    "",
    "JSON in snake case, times in ISO 8601 with an offset, exact decimals and amounts (in minor units) as text, responses never cached.",
    "Every response that is not a success has one shape (`Problem`): `type` and `rule` are for programs and stay, messages are for people, in the language of `Accept-Language` (en, ja).",
    "",
    "Two dialects are spoken beside Choba's own, so that a program changes its base URL and nothing else: Dodo's (npm `dodopayments` with `baseURL: https://host/api/v1`) and SaaSus's metering and tax rates (base `https://host/api`).",
  ].join("\n"),
};

/** In the order in which somebody who integrates the API needs them. */
export const tags = [
  { name: "Usage events", description: "What happened, each counted exactly once" },
  { name: "Counts", description: "What meter units counted, by day, month or range" },
  { name: "Meters", description: "Meter units in Dodo's dialect" },
  { name: "Products", description: "What is sold: plans, seats and add-ons, in Dodo's dialect" },
  { name: "Customers", description: "Tenants in Dodo's dialect" },
  { name: "Checkouts", description: "Carts that somebody buys on the hosted page, in Dodo's dialect" },
  { name: "Subscriptions", description: "Licenses, and changes of plan, in Dodo's dialect" },
  { name: "Payments", description: "What tenants paid or have to pay, in Dodo's dialect" },
  { name: "MAU", description: "Who authenticated, and how many different users that makes a month" },
  { name: "License", description: "What a tenant holds, uses, and may still register" },
  { name: "Charges", description: "Work and single amounts that are charged beside the plan" },
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
