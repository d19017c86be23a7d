import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { Component, UsagePrice } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { nothingUsed, type Quantities } from "@/lib/domain/pricing/quantities";
import { compilePlan, rate } from "@/lib/domain/pricing/rate";
import { formatMoney } from "./format";
import type { Locale } from "./locales";
import { lineLabel, lineText, planSentences } from "./pricing";

const named = (en: string, ja: string) => ({ name: { en, ja } });
const unit = (en: string, ja: string) => ({ unit: { en, ja } });
const monthly = (minor: string) => ({ month: minor, year: null });
const usd = (...components: Component[]): PlanDefinition => ({ ...blankPlan("USD"), components });

const base = (minor: string): Component => ({
  ...blank.base(),
  ...named("Pro plan", "プロプラン"),
  amountMinor: monthly(minor),
});
const seats = {
  ...blank.seats(),
  ...named("Additional seats", "追加席"),
  unitAmountMinor: monthly("1500"),
};
const calls = (price: UsagePrice, included = "0") => ({
  ...blank.usage("calls", "api.call"),
  ...named("API usage", "API使用量"),
  ...unit("calls", "コール"),
  included,
  price,
});
const perCall: UsagePrice = { model: "per_unit", unitAmountMinor: "0.5", per: "1" };
const tiers = [
  { upTo: "1000", unitAmountMinor: "1", flatAmountMinor: "0" },
  { upTo: "5000", unitAmountMinor: "0.8", flatAmountMinor: "1000" },
  { upTo: null, unitAmountMinor: "0", flatAmountMinor: "5000" },
];
const data = {
  ...blank.usage("data", "bytes"),
  ...named("Data", "データ"),
  ...unit("GB", "GB"),
  scale: { divideBy: "1", decimals: 3, rounding: "up" as const },
};

function table(plan: PlanDefinition, used: Partial<Quantities>, locale: Locale): [string, string][] {
  const { lines, currency } = rate(compilePlan(plan, "month"), { ...nothingUsed, ...used });
  return lines.map((line) => [
    lineLabel(line, currency, locale, { interval: "month", among: lines }),
    formatMoney(line.amountMinor, currency, locale),
  ]);
}

describe("the lines of an invoice", () => {
  const pro = usd(base("4900"), { ...seats, included: 5 }, calls(perCall, "10000"), {
    ...blank.addon("analytics"),
    ...named("Advanced Analytics Add-on", "高度な分析アドオン"),
    choice: { type: "switch", amountMinor: monthly("1900") },
  });
  const used = { seats: 12, usage: { "api.call": "25420" }, addons: { analytics: "1" } };

  test("read as in HYBRID-14", () => {
    expect(table(pro, used, "en")).toEqual([
      ["Pro plan (monthly)", "$49.00"],
      ["Additional seats (7 × $15.00)", "$105.00"],
      ["API usage – included (10,000 calls)", "$0.00"],
      ["API usage – excess (15,420 calls × $0.005)", "$77.10"],
      ["Advanced Analytics Add-on", "$19.00"],
    ]);
    expect(table(pro, used, "ja")).toEqual([
      ["プロプラン（毎月）", "$49.00"],
      ["追加席（7 × $15.00）", "$105.00"],
      ["API使用量 – 含まれる量（10,000コール）", "$0.00"],
      ["API使用量 – 超過（15,420コール × $0.005）", "$77.10"],
      ["高度な分析アドオン", "$19.00"],
    ]);
  });

  test("separate what a line is for from how its amount is worked out", () => {
    const line = rate(compilePlan(pro, "month"), { ...nothingUsed, seats: 12 }).lines[1];
    expect(line && lineText(line, "USD", "en")).toEqual({ label: "Additional seats", detail: "7 × $15.00" });
  });

  test("name tiers by number and bounds, and their flat amounts", () => {
    const plan = usd(calls({ model: "graduated", tiers }));
    expect(table(plan, { usage: { "api.call": "6000" } }, "en")).toEqual([
      ["API usage, tier 1 (1–1,000: 1,000 calls × $0.01)", "$10.00"],
      ["API usage, tier 2 (1,001–5,000: 4,000 calls × $0.008)", "$32.00"],
      ["API usage, flat amount of tier 2 (1,001–5,000)", "$10.00"],
      ["API usage, flat amount of tier 3 (from 5,001)", "$50.00"],
    ]);
    expect(table(plan, { usage: { "api.call": "1500" } }, "ja")).toEqual([
      ["API使用量・第1段階（1～1,000：1,000コール × $0.01）", "$10.00"],
      ["API使用量・第2段階（1,001～5,000：500コール × $0.008）", "$4.00"],
      ["API使用量・第2段階の定額（1,001～5,000）", "$10.00"],
    ]);
  });

  test("leave no gap between tiers if quantities can be fractions", () => {
    const plan = usd({ ...data, price: { model: "volume", tiers } });
    expect(table(plan, { usage: { bytes: "1000.5" } }, "en")).toEqual([
      ["Data, tier 2 (over 1,000 up to 5,000: 1,000.5 GB × $0.008)", "$8.00"],
      ["Data, flat amount of tier 2 (over 1,000 up to 5,000)", "$10.00"],
    ]);
  });

  test("show rates per thousand, packages, minimum and cap", () => {
    const perThousand = usd(calls({ model: "per_unit", unitAmountMinor: "2", per: "1000" }, "100000"));
    expect(table(perThousand, { usage: { "api.call": "500000" } }, "en")[1]).toEqual([
      "API usage – excess (400,000 calls × $0.02 per 1,000)",
      "$8.00",
    ]);
    expect(table(perThousand, { usage: { "api.call": "500000" } }, "ja")[1]?.[0]).toBe(
      "API使用量 – 超過（400,000コール × $0.02／1,000）",
    );
    const packages = usd({
      ...calls({ model: "package", amountMinor: "500", size: "1000" }),
      capMinor: "5000",
      minimumMinor: "1000",
    });
    expect(table(packages, { usage: { "api.call": "15420" } }, "en")).toEqual([
      ["API usage (packages of 1,000 calls: 16 × $5.00)", "$80.00"],
      ["API usage – reduction to the cap", "-$30.00"],
    ]);
    expect(table(packages, { usage: { "api.call": "1" } }, "ja")).toEqual([
      ["API使用量（1,000コール単位：1 × $5.00）", "$5.00"],
      ["API使用量 – 最低料金までの差額", "$5.00"],
    ]);
  });

  test("show the chosen option, the number of an add-on, and work on request", () => {
    const plan = usd(
      {
        ...blank.addon("contacts"),
        ...named("Contacts", "コンタクト"),
        choice: {
          type: "one_of",
          options: [{ key: "5k", ...named("5K", "5,000件"), amountMinor: monthly("3000") }],
        },
      },
      {
        ...blank.addon("domains"),
        ...named("Custom domains", "独自ドメイン"),
        choice: { type: "quantity", unitAmountMinor: monthly("900"), included: 0, maximum: null },
      },
      {
        ...blank.on_demand("consulting"),
        ...named("Consulting", "コンサルティング"),
        ...unit("hours", "時間"),
        unitAmountMinor: "15000",
        included: "1",
      },
    );
    const asked = { addons: { domains: "2" }, onDemand: { consulting: "4" } };
    expect(table(plan, asked, "en").map(([label]) => label)).toEqual([
      "Contacts: 5K",
      "Custom domains (2 × $9.00)",
      "Consulting – included (1 hour)",
      "Consulting (3 hours × $150.00)",
    ]);
    expect(table(plan, asked, "ja").map(([label]) => label)).toEqual([
      "コンタクト：5,000件",
      "独自ドメイン（2 × $9.00）",
      "コンサルティング – 含まれる量（1時間）",
      "コンサルティング（3時間 × $150.00）",
    ]);
  });
});

describe("the sentences of a plan", () => {
  const english = (...components: Component[]) => planSentences(usd(...components), "month", "en");
  const japanese = (...components: Component[]) => planSentences(usd(...components), "month", "ja");
  const apiCalls = { ...calls(perCall, "10000"), ...unit("API calls", "APIコール") };

  test("show a base fee with what it includes and what more costs, as HYBRID-11 asks", () => {
    expect(english(base("4900"), apiCalls)).toEqual([
      "$49/month includes 10,000 API calls; more: $0.005 each",
    ]);
    expect(japanese(base("4900"), apiCalls)).toEqual([
      "月額$49に10,000 APIコールが含まれます。追加分は1 APIコールあたり$0.005です。",
    ]);
  });

  test("show that a yearly fee includes usage by the month", () => {
    const plan = usd({ ...blank.base(), amountMinor: { month: null, year: "49000" } }, apiCalls);
    expect(planSentences(plan, "year", "en")).toEqual([
      "$490/year includes 10,000 API calls each month; more: $0.005 each",
    ]);
    expect(planSentences(plan, "year", "ja")).toEqual([
      "年額$490に毎月10,000 APIコールが含まれます。追加分は1 APIコールあたり$0.005です。",
    ]);
  });

  test("show seats: included, more, at least, at most", () => {
    expect(english(base("9900"), { ...seats, included: 3, maximum: 50 })).toEqual([
      "$99/month",
      "3 seats included; each additional seat $15/month; up to 50 seats",
    ]);
    expect(japanese(base("9900"), { ...seats, included: 3 })).toEqual([
      "月額$99",
      "3席が含まれます。追加は1席あたり月額$15です。",
    ]);
    expect(english({ ...seats, minimum: 1 })).toEqual(["Each seat: $15/month; at least 1 seat"]);
  });

  test("show an allowance for each seat", () => {
    const perSeat = {
      ...data,
      includedPerSeat: "5",
      price: { model: "per_unit", unitAmountMinor: "200", per: "1" } as const,
    };
    expect(english(seats, perSeat)).toEqual([
      "Each seat: $15/month",
      "5 GB for each seat included; more: $2 per GB",
    ]);
    expect(english({ ...perSeat, included: "100" })).toEqual([
      "100 GB plus 5 GB for each seat included; more: $2 per GB",
    ]);
    expect(japanese(perSeat)).toEqual(["1席につき5 GBが含まれます。追加分は1 GBあたり$2です。"]);
  });

  test.each<[string, UsagePrice, string, string]>([
    [
      "rates per thousand",
      { model: "per_unit", unitAmountMinor: "10", per: "1000" },
      "50 calls included; more: $0.10 per 1,000; at least $1 a month; never more than $99.50 a month",
      "50コールが含まれます。追加分は1,000コールあたり$0.10です。月の最低料金は$1です。月の上限は$99.50です。",
    ],
    [
      "packages",
      { model: "package", amountMinor: "500", size: "1000" },
      "50 calls included; more: $5 for each started 1,000 calls; at least $1 a month; never more than $99.50 a month",
      "50コールが含まれます。追加分は1,000コールごとに$5（端数は切り上げ）です。月の最低料金は$1です。月の上限は$99.50です。",
    ],
    [
      "tiers",
      { model: "graduated", tiers },
      "50 calls included; more: by tier (1–1,000: $0.01 each, 1,001–5,000: $0.008 each plus $10 flat, from 5,001: $50 flat); at least $1 a month; never more than $99.50 a month",
      "50コールが含まれます。追加分は段階別（1～1,000は1コールあたり$0.01、1,001～5,000は1コールあたり$0.008と定額$10、5,001以上は定額$50）です。月の最低料金は$1です。月の上限は$99.50です。",
    ],
  ])("say %s, with the least and the most that a month costs", (_kind, price, en, ja) => {
    const component = { ...calls(price, "50"), minimumMinor: "100", capMinor: "9950" };
    expect(english(component)).toEqual([en]);
    expect(japanese(component)).toEqual([ja]);
  });

  test("show usage without an allowance, with a hard limit, and without a price", () => {
    expect(english(calls(perCall))).toEqual(["API usage: $0.005 each"]);
    expect(japanese(calls(perCall))).toEqual(["API使用量は1コールあたり$0.005です。"]);
    expect(english(calls({ model: "limit" }, "100"))).toEqual(["Free of charge", "Up to 100 calls a month"]);
    expect(japanese(calls({ model: "limit" }, "100"))).toEqual([
      "無料です。",
      "100コールまで毎月利用できます。",
    ]);
    expect(english(base("19900"), calls({ model: "unlimited" }))).toEqual([
      "$199/month includes unlimited calls",
    ]);
    expect(japanese(seats, calls({ model: "unlimited" }))[1]).toBe("コールは無制限です。");
  });

  test("show add-ons of every form", () => {
    const addons: Component[] = [
      {
        ...blank.addon("model"),
        ...named("Custom model", "カスタムモデル"),
        choice: { type: "switch", amountMinor: monthly("4900") },
      },
      {
        ...blank.addon("domains"),
        ...named("Custom domains", "独自ドメイン"),
        choice: { type: "quantity", unitAmountMinor: monthly("900"), included: 1, maximum: 10 },
      },
      {
        ...blank.addon("contacts"),
        ...named("Contacts", "コンタクト"),
        choice: {
          type: "one_of",
          options: [
            { key: "1k", ...named("1K", "1,000件"), amountMinor: monthly("0") },
            { key: "5k", ...named("5K", "5,000件"), amountMinor: monthly("3000") },
          ],
        },
      },
    ];
    expect(english(...addons)).toEqual([
      "Add-on Custom model: $49/month",
      "Add-on Custom domains: $9/month each; 1 included; up to 10",
      "Contacts, one of: 1K (included), 5K (+$30/month)",
    ]);
    expect(japanese(...addons)).toEqual([
      "アドオン「カスタムモデル」は月額$49です。",
      "アドオン「独自ドメイン」は1つにつき月額$9です。1つまでは料金に含まれます。最大10つまで追加できます。",
      "コンタクトは次から選べます：1,000件（料金に含まれます）、5,000件（+月額$30）。",
    ]);
  });

  test("show work on request, with what is included of it each month", () => {
    const consulting = {
      ...blank.on_demand("consulting"),
      ...named("Consulting", "コンサルティング"),
      ...unit("hours", "時間"),
      unitAmountMinor: "15000",
    };
    expect(english({ ...consulting, included: "5" }, consulting)).toEqual([
      "Consulting: 5 hours included each month; more: $150 per hour",
      "Consulting on demand: $150 per hour",
    ]);
    expect(japanese({ ...consulting, included: "5" }, consulting)).toEqual([
      "コンサルティングは毎月5時間まで料金に含まれます。追加分は1時間あたり$150です。",
      "コンサルティングは、ご依頼のつど1時間あたり$150です。",
    ]);
  });

  test("show limits, and that a free plan is free", () => {
    const free = { ...blankPlan("JPY"), limits: { registeredRps: 1, registeredUsers: 100 } };
    expect(planSentences(free, "month", "en")).toEqual([
      "Free of charge",
      "Up to 1 registered RP",
      "Up to 100 registered users",
    ]);
    expect(planSentences(free, "month", "ja")).toEqual([
      "無料です。",
      "登録できるRPは1件までです。",
      "登録できるユーザーは100人までです。",
    ]);
  });
});
