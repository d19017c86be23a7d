/** A platform with seats and usage (HYBRID-8): 12 people and 500,000 tokens a month. */
export const exampleRequest = {
  plan: {
    name: { en: "AI platform", ja: "AIプラットフォーム" },
    currency: "USD",
    components: [
      {
        kind: "base" as const,
        key: "base",
        name: { en: "Platform fee", ja: "基本料金" },
        amount_minor: { month: "9900" },
      },
      {
        kind: "seats" as const,
        key: "seats",
        name: { en: "Extra seats", ja: "追加席" },
        unit_amount_minor: { month: "2000" },
        included: 5,
      },
      {
        kind: "usage" as const,
        key: "tokens",
        name: { en: "Tokens", ja: "トークン" },
        meter: "tokens",
        unit: { en: "tokens", ja: "トークン" },
        included: "100000",
        price: { model: "per_unit" as const, unit_amount_minor: "2", per: "1000" },
      },
    ],
  },
  quantities: { seats: 12, usage: { tokens: 500000 } },
};

const line = (
  component: string,
  kind: string,
  description: string,
  quantity: string,
  price: { unit: string | null; per?: string; amount: string },
) => ({
  component,
  kind,
  description,
  quantity,
  unit_amount_minor: price.unit,
  per: price.per ?? "1",
  amount_minor: price.amount,
  discount_minor: "0",
});

/** The price of the request above; the tests compare the API with it. */
export const exampleResponse = {
  id: "est_b6c73864c7cdf51d76b75c9fcb56d9b2",
  plan: { key: null, version: null, name: "AI platform" },
  currency: "USD",
  interval: "month" as const,
  monthly: {
    lines: [
      line("base", "base", "Platform fee (monthly)", "1", { unit: "9900", amount: "9900" }),
      line("seats", "seats", "Extra seats (7 × $20.00)", "7", { unit: "2000", amount: "14000" }),
      line("tokens", "included", "Tokens – included (100,000 tokens)", "100000", { unit: null, amount: "0" }),
      line("tokens", "usage", "Tokens – excess (400,000 tokens × $0.02 per 1,000)", "400000", {
        unit: "2",
        per: "1000",
        amount: "800",
      }),
    ],
    subtotal_minor: "24700",
    discounts: [],
    discount_minor: "0",
    taxes: [],
    tax_minor: "0",
    total_minor: "24700",
  },
  yearly: null,
  first_year_minor: "296400",
  does_not_fit: [],
  warnings: [],
};
