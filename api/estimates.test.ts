import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { estimates } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { printPlan } from "@/lib/domain/catalog/plan-document";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { caller } from "@/tests/support/api-caller";
import { asSystem, makeKey, makePlan } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

const api = createApi();
const address = "/api/v1/estimates";
let read: ReturnType<typeof caller>;

beforeAll(async () => {
  read = caller(api, (await makeKey("read")).secret);
  const words = { en: "Tokens", ja: "トークン" };
  const unit = {
    unitName: "tokens",
    displayName: words,
    unitLabel: words,
    eventName: "tokens.used",
    property: "tokens",
  };
  expect(await createMeterUnit(asSystem(), { ...unit, description: "" })).toMatchObject({ ok: true });
  const rate = {
    key: "sales",
    percent: "8.5",
    inclusive: false,
    displayName: { en: "Sales tax", ja: "売上税" },
  };
  expect(await createTaxRate(asSystem(), rate)).toMatchObject({ ok: true });
});

const name = (en: string, ja: string) => ({ en, ja });
const monthly = (month: string) => ({ month });
const addon = (key: string, en: string, ja: string, month: string) => ({
  kind: "addon",
  key,
  name: name(en, ja),
  choice: { type: "switch", amount_minor: monthly(month) },
});
const base = {
  kind: "base",
  key: "base",
  name: name("Platform fee", "基本料金"),
  amount_minor: monthly("9900"),
};
const tokens = {
  kind: "usage",
  key: "tokens",
  name: name("Tokens", "トークン"),
  meter: "tokens",
  unit: name("tokens", "トークン"),
  included: "100000",
  price: { model: "per_unit", unit_amount_minor: "2", per: "1000" },
};

/** The AI platform of docs/requirements/hybrid-pricing.md, HYBRID-8. */
const aiPlatform = {
  format: "choba.plan",
  name: name("AI platform", "AIプラットフォーム"),
  currency: "USD",
  components: [
    base,
    {
      kind: "seats",
      key: "seats",
      name: name("Extra seats", "追加の席"),
      unit_amount_minor: monthly("2000"),
      included: 5,
    },
    addon("custom-models", "Custom models", "カスタムモデル", "4900"),
    addon("api-access", "API access", "APIアクセス", "2900"),
    addon("priority", "Priority queue", "優先キュー", "1900"),
    tokens,
  ],
};
const quantities = {
  seats: 12,
  usage: { tokens: 500_000 },
  addons: { "custom-models": true, "api-access": true },
};

type Line = { component: string; description: string; amount_minor: string };
type Invoice = { lines: Line[]; total_minor: string };
const ask = async (body: unknown, headers?: Record<string, string>) => {
  const response = await read.post(address, body, headers);
  return { ...response, body: response.body as { monthly: Invoice; yearly: Invoice | null } };
};
const planWith = (...components: unknown[]) => ({ ...aiPlatform, components });

describe("a plan in the request", () => {
  test("12 users, 500K tokens and two add-ons on the AI platform are $325 (HYBRID-8)", async () => {
    const { status, body } = await ask({ plan: aiPlatform, quantities });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      plan: { key: null, version: null, name: "AI platform" },
      currency: "USD",
      interval: "month",
      monthly: { subtotal_minor: "32500", discount_minor: "0", tax_minor: "0", total_minor: "32500" },
      yearly: null,
      first_year_minor: "390000",
      does_not_fit: [],
      warnings: [],
    });
    expect(body.monthly.lines.map((line) => [line.component, line.amount_minor])).toEqual([
      ["base", "9900"],
      ["seats", "14000"],
      ["custom-models", "4900"],
      ["api-access", "2900"],
      ["tokens", "0"],
      ["tokens", "800"],
    ]);
    expect(body.monthly.lines[1]).toEqual({
      component: "seats",
      kind: "seats",
      description: "Extra seats (7 × $20.00)",
      quantity: "7",
      unit_amount_minor: "2000",
      per: "1",
      amount_minor: "14000",
      discount_minor: "0",
    });
  });

  test("the response is in the caller's language", async () => {
    const { body, headers } = await ask({ plan: aiPlatform, quantities }, { "accept-language": "ja" });
    expect(headers.get("content-language")).toBe("ja");
    expect(body).toMatchObject({ plan: { name: "AIプラットフォーム" } });
    expect(body.monthly.lines[0]?.description).toContain("基本料金");
  });

  test("the same request twice has the same response", async () => {
    const request = { plan: aiPlatform, quantities, tax_rates: ["sales"] };
    const [first, second] = [await ask(request), await ask(request)];
    expect(second.body).toEqual(first.body);
  });

  test("may have discounts and taxes: of the catalog, and its own", async () => {
    const { body } = await ask({
      plan: aiPlatform,
      quantities,
      discounts: [{ value: { type: "percent", percent: "10" }, components: ["base"], months: 3 }],
      tax_rates: ["sales"],
      taxes: [{ key: "city", percent: "1", inclusive: false }],
    });
    // $325.00 − $9.90 = $315.10; 8.5 % of it is $26.7835, 1 % is $3.151.
    expect(body.monthly).toMatchObject({
      subtotal_minor: "32500",
      discounts: [{ name: "Discount", percent: "10", amount_minor: "990" }],
      discount_minor: "990",
      taxes: [
        {
          key: "sales",
          name: "Sales tax",
          percent: "8.5",
          inclusive: false,
          taxable_minor: "31510",
          amount_minor: "2678",
        },
        {
          key: "city",
          name: "Tax",
          percent: "1",
          inclusive: false,
          taxable_minor: "31510",
          amount_minor: "315",
        },
      ],
      tax_minor: "2993",
      total_minor: "34503",
    });
  });

  test("rounds tax once for each rate, as the request says: Japan's three lines of ¥105 are ¥31 of tax", async () => {
    const line = (key: string) => ({ ...addon(key, key, key, "105") });
    const plan = { ...planWith(line("a"), line("b"), line("c")), currency: "JPY" };
    const request = {
      plan,
      quantities: { addons: { a: true, b: true, c: true } },
      taxes: [{ key: "jct", percent: "10", inclusive: false }],
    };
    const asked = async (tax_rounding: Record<string, string>) =>
      (await ask({ ...request, tax_rounding })).body;
    expect((await asked({ rounding: "down" })).monthly).toMatchObject({ tax_minor: "31" });
    expect((await asked({ rounding: "down", each: "line" })).monthly).toBeUndefined();
  });

  test("may be paid yearly: the fixed components in advance, the usage each month", async () => {
    const plan = planWith({ ...base, amount_minor: { month: "9900", year: "99000" } }, tokens);
    const { body } = await ask({ plan, interval: "year", quantities: { usage: quantities.usage } });
    expect(body).toMatchObject({ yearly: { total_minor: "99000" }, first_year_minor: "108600" });
    expect(body.monthly.total_minor).toBe("800");
  });

  test("the response names what does not fit, and what is probably a mistake", async () => {
    const seats = {
      kind: "seats",
      key: "seats",
      name: name("Seats", "席"),
      unit_amount_minor: monthly("1"),
      maximum: 10,
    };
    const free = { ...tokens, price: { model: "per_unit", unit_amount_minor: "0" } };
    const { body } = await ask({ plan: planWith(seats, free), quantities: { seats: 11 } });
    expect(body).toMatchObject({
      does_not_fit: [{ component: "seats", maximum: "10" }],
      warnings: [
        {
          field: "plan.components.1.price.unit_amount_minor",
          rule: "free_excess",
          message: "At this price it costs nothing, however much is used.",
        },
      ],
    });
  });
});

describe("a plan of the catalog", () => {
  const smallest = { name: name("A", "あ"), currency: "USD" };
  const definition = (amount: string): PlanDefinition["components"] => [
    { kind: "base", key: "base", name: name("Base", "基本"), amountMinor: { month: amount, year: null } },
  ];

  test("is found by its key: the newest version, or the version that is named", async () => {
    await makePlan({ key: "pro", rank: 10, components: definition("1000") });
    await makePlan({ key: "pro", rank: 10, components: definition("2000") });
    const newest = await ask({ plan_key: "pro" });
    expect(newest.body).toMatchObject({ plan: { key: "pro", version: 2 }, currency: "JPY" });
    expect(newest.body.monthly.total_minor).toBe("2000");
    expect((await ask({ plan_key: "pro", plan_version: 1 })).body.monthly.total_minor).toBe("1000");
  });

  test.each([
    [{ plan_key: "nothing" }, "plan_key", "unknown_plan"],
    [{ plan_key: "nothing", plan_version: 1 }, "plan_key", "unknown_plan"],
    [{ plan_key: "pro", plan_version: 3 }, "plan_version", "unknown_version"],
    [{ plan_key: "pro", interval: "year" }, "interval", "interval_not_in_plan"],
    [{ plan_key: "pro", plan: smallest }, "plan_key", "one_plan"],
    [{}, "plan_key", "one_plan"],
    [{ plan: smallest, plan_version: 1 }, "plan_version", "one_plan"],
  ])("%j is refused by field", async (body, field, rule) => {
    expect(await read.post(address, body)).toMatchObject({
      status: 422,
      body: { type: "invalid_input", fields: [{ field, rule }] },
    });
  });
});

describe("bad plans are refused by field and rule, in both languages", () => {
  test.each([
    [
      "negative price",
      planWith({ ...base, amount_minor: monthly("-1") }),
      "components.0.amount_minor.month",
      "negative",
      "This cannot be less than zero.",
      "0以上にしてください。負の値は使えません。",
    ],
    [
      "13 decimals",
      planWith({ ...tokens, price: { model: "per_unit", unit_amount_minor: "0.0000000000001" } }),
      "components.0.price.unit_amount_minor",
      "too_many_decimals",
      "At most 12 decimals.",
      "小数点以下は12桁までです。",
    ],
    [
      "unknown meter",
      planWith({ ...tokens, meter: "tokns" }),
      "components.0.meter",
      "unknown_meter",
      "There is no meter unit tokns in the catalog.",
      "メータ単位「tokns」はカタログにありません。",
    ],
    [
      "tiers out of order",
      planWith({
        ...tokens,
        price: {
          model: "graduated",
          tiers: [
            { up_to: "5000", unit_amount_minor: "2" },
            { up_to: "1000", unit_amount_minor: "1" },
            { unit_amount_minor: "1" },
          ],
        },
      }),
      "components.0.price.tiers.1.up_to",
      "tiers_out_of_order",
      "This tier ends below an earlier one. Put the tiers in rising order.",
      "前の段階より小さい数量で終わっています。段階は小さい順に並べてください。",
    ],
    [
      "two bases",
      planWith(base, { ...base, key: "second" }),
      "components.1.kind",
      "second_base",
      "A plan has one base fee, and this is a second one. Remove one of them.",
      "基本料金は1つのプランに1つだけです。これは2つ目なので、どちらかを削除してください。",
    ],
    [
      "currency mix",
      planWith(base, { ...addon("api", "API", "API", "1"), currency: "JPY" }),
      "components.1.currency",
      "currency_mix",
      "This is priced in JPY, but the plan in USD. A plan has one currency.",
      "この料金はJPY、プランはUSDです。1つのプランの通貨は1つだけです。",
    ],
    [
      "300 components",
      planWith(...Array.from({ length: 300 }, (_, index) => addon(`a${index}`, "A", "あ", "1"))),
      "components",
      "too_many",
      "At most 100.",
      "100件までです。",
    ],
  ])("%s", async (_, plan, field, rule, english, japanese) => {
    for (const [language, message] of [
      ["en", english],
      ["ja", japanese],
    ] as const) {
      const response = await read.post(address, { plan }, { "accept-language": language });
      expect(response).toMatchObject({
        status: 422,
        body: { type: "invalid_input", fields: [{ field: `plan.${field}`, rule, message }] },
      });
    }
  });

  test("an amount as a JSON number, or an unknown field, has the wrong form", async () => {
    const number = planWith({ ...base, amount_minor: { month: 9900 } });
    expect(await read.post(address, { plan: number })).toMatchObject({
      status: 422,
      body: { fields: [{ field: "plan.components.0.amount_minor.month", rule: "wrong_type" }] },
    });
    expect(await read.post(address, { plan: planWith({ ...base, discount: "5" }) })).toMatchObject({
      status: 422,
      body: { fields: [{ field: "plan.components.0.discount", rule: "unknown_field" }] },
    });
  });
});

describe("every name in a request must be in the plan, or it would silently cost nothing", () => {
  const group = {
    ...addon("contacts", "Contacts", "連絡先", "0"),
    choice: {
      type: "one_of",
      options: ["1k", "5k"].map((key) => ({ key, name: name(key, key), amount_minor: monthly("3000") })),
    },
  };
  const many = {
    ...addon("domains", "Domains", "ドメイン", "0"),
    choice: { type: "quantity", unit_amount_minor: monthly("900") },
  };
  const hours = {
    kind: "on_demand",
    key: "hours",
    name: name("Hours", "時間"),
    unit: name("hours", "時間"),
    unit_amount_minor: "15000",
  };
  const plan = planWith(base, addon("api", "API", "API", "1"), group, many, tokens, hours);

  test("everything that a plan offers can be requested", async () => {
    const all = {
      usage: { tokens: "100000.5" },
      addons: { api: "0", contacts: "5k", domains: 2 },
      on_demand: { hours: 1.5 },
    };
    const { body } = await ask({ plan, quantities: all });
    // $99 + $30 + 2 × $9 + 0.5 tokens, which round to nothing + 1.5 × $150
    expect(body.monthly.total_minor).toBe(String(9900 + 3000 + 1800 + 0 + 22500));
  });

  test.each([
    [{ quantities: { usage: { tokns: 1 } } }, "quantities.usage.tokns", "not_in_plan"],
    [{ quantities: { usage: { tokens: -1 } } }, "quantities.usage.tokens", "negative"],
    [{ quantities: { usage: { tokens: "many" } } }, "quantities.usage.tokens", "not_a_decimal"],
    [{ quantities: { usage: { tokens: 1e21 } } }, "quantities.usage.tokens", "not_a_decimal"],
    [{ quantities: { usage: { constructor: 1 } } }, "quantities.usage.constructor", "not_in_plan"],
    [{ quantities: { addons: { apis: true } } }, "quantities.addons.apis", "not_in_plan"],
    [{ quantities: { addons: { tokens: true } } }, "quantities.addons.tokens", "not_in_plan"],
    [{ quantities: { addons: { api: 2 } } }, "quantities.addons.api", "not_offered"],
    [{ quantities: { addons: { domains: 1.5 } } }, "quantities.addons.domains", "not_whole"],
    [{ quantities: { addons: { contacts: "7k" } } }, "quantities.addons.contacts", "not_in_plan"],
    [{ quantities: { on_demand: { days: 1 } } }, "quantities.on_demand.days", "not_in_plan"],
    [{ quantities: { seats: 1 } }, "quantities.seats", "not_in_plan"],
    [{ quantities: { seats: "12" } }, "quantities.seats", "wrong_type"],
    [{ quantities: { onDemand: {} } }, "quantities.on_demand", "unknown_field"],
    [{ interval: "week" }, "interval", "not_offered"],
    [{ discounts: [{ value: { type: "percent", percent: "101" } }] }, "discounts.0.value.percent", "percent"],
    [
      { discounts: [{ value: { type: "amount", amount_minor: "1.5" } }] },
      "discounts.0.value.amount_minor",
      "part_of_a_minor_unit",
    ],
    [
      { discounts: [{ value: { type: "amount", amount_minor: "1", currency: "JPY" } }] },
      "discounts.0.value.currency",
      "currency_mix",
    ],
    [
      { discounts: [{ value: { type: "percent", percent: "1" }, components: ["bass"] }] },
      "discounts.0.components.0",
      "not_in_plan",
    ],
    [{ taxes: [{ key: "t", percent: "-1", inclusive: true }] }, "taxes.0.percent", "negative"],
    [{ tax_rates: ["sales", "nothing"] }, "tax_rates.1", "unknown_tax_rate"],
    [{ tax_rates: ["sales", "sales"] }, "tax_rates.1", "duplicate_key"],
  ])("%j", async (rest, field, rule) => {
    const { status, body } = await read.post(address, { plan, ...rest });
    expect(body).toMatchObject({ type: "invalid_input", fields: [{ field, rule }] });
    expect(status).toBe(422);
  });

  test.each([
    [-1, "too_small"],
    [1.5, "not_whole"],
    [1_000_001, "too_big"],
  ])("%d seats are no count of people", async (seats, rule) => {
    expect(await read.post(address, { plan: aiPlatform, quantities: { seats } })).toMatchObject({
      status: 422,
      body: { fields: [{ field: "quantities.seats", rule }] },
    });
  });

  test("seats count if an allowance grows with them", async () => {
    const { body } = await ask({
      plan: planWith({ ...tokens, included_per_seat: "1000" }),
      quantities: { seats: 400, usage: { tokens: 500_000 } },
    });
    expect(body.monthly.total_minor).toBe("0");
  });
});

describe("who may request an estimate", () => {
  test("nobody without a key, and no key that only ingests", async () => {
    const ingest = caller(api, (await makeKey("ingest")).secret);
    const manage = caller(api, (await makeKey("manage")).secret);
    const request = { plan: aiPlatform, quantities };
    expect(await caller(api).post(address, request)).toMatchObject({
      status: 401,
      body: { type: "unauthenticated" },
    });
    expect(await ingest.post(address, request)).toMatchObject({ status: 403, body: { type: "forbidden" } });
    expect((await manage.post(address, request)).status).toBe(200);
  });
});

test("an exported plan can be sent unchanged", async () => {
  const definition: PlanDefinition = {
    name: name("Pro", "プロ"),
    summary: name("", ""),
    features: [],
    currency: "JPY",
    limits: { registeredRps: 5, registeredUsers: null },
    components: [
      { kind: "base", key: "base", name: name("Base", "基本"), amountMinor: { month: "4900", year: null } },
    ],
  };
  expect((await ask({ plan: printPlan(definition) })).body.monthly.total_minor).toBe("4900");
});

test("the example in the documentation gives the documented response", async () => {
  const text = readFileSync("docs/api.md", "utf8");
  const example = /estimates -H [^\n]* -d '(\{.*?\n {4}\})'\n\n( {4}\{.*?\n {4}\})\n/s.exec(text);
  const [, request = "", response = ""] = example ?? [];
  expect((await ask(JSON.parse(request))).body).toEqual(JSON.parse(response));
});

test("an estimate is kept as it was told, once for the same inputs and result; nobody knows another id", async () => {
  const request = { plan: { name: name("Flat", "定額"), currency: "JPY", components: [] }, quantities: {} };
  const told = await read.post(address, request);
  expect(await read.post(address, request)).toMatchObject({ body: told.body });
  const { id } = told.body as { id: string };
  expect(await read.get(`${address}/${id}`)).toMatchObject({ status: 200, body: told.body });
  const [row] = await acrossTenants((tx) => tx.select().from(estimates).where(sql`id = ${id}`));
  expect(row).toMatchObject({ times: 2, inputs: { plan: { currency: "JPY" } } });
  expect(await read.get(`${address}/est_00000000000000000000000000000000`)).toMatchObject({ status: 404 });
});
