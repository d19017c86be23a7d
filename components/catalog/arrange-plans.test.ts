import { expect, test } from "vitest";
import type { PlanSummary } from "@/lib/features/catalog/plans/overview/list-plans";
import { arrangePlans } from "./arrange-plans";

const plan = (key: string, over: Partial<PlanSummary> = {}): PlanSummary => ({
  planId: key,
  key,
  rank: 0,
  name: { en: key, ja: key },
  currency: "JPY" as PlanSummary["currency"],
  price: null,
  isFree: false,
  draft: null,
  onSale: { versionId: key, version: 1, publishedAt: "2026-11-01T00:00:00.000Z" },
  retiredAt: null,
  holders: 0,
  ...over,
});
const price = (month: string | null, year: string | null) => ({ month, year, perSeat: false });

const plans = [
  plan("team", { rank: 2, price: price("9000", "90000"), holders: 7 }),
  plan("pro-usd", { rank: 1, currency: "USD" as PlanSummary["currency"], price: price("5000", null) }),
  plan("yearly", {
    rank: 3,
    price: price(null, "60000"),
    onSale: null,
    retiredAt: "2026-11-02T00:00:00.000Z",
  }),
  plan("pay-as-you-go", { rank: 1, holders: 2 }),
];
const keys = (asked: Partial<Parameters<typeof arrangePlans>[1]>) =>
  arrangePlans(plans, { search: "", filters: {}, ...asked }, "en").map(({ key }) => key);

test("without a wish plans stand by currency and rank", () => {
  expect(keys({})).toEqual(["pay-as-you-go", "team", "yearly", "pro-usd"]);
});

test("prices are compared by the month, within a currency", () => {
  expect(keys({ sort: { column: "price", direction: "asc" } })).toEqual([
    "pay-as-you-go",
    "yearly",
    "team",
    "pro-usd",
  ]);
  expect(keys({ sort: { column: "holders", direction: "desc" } })[0]).toBe("team");
});

test("state, currency and words narrow the list; a state that nobody knows does not", () => {
  expect(keys({ filters: { state: "retired" } })).toEqual(["yearly"]);
  expect(keys({ filters: { currency: "USD" } })).toEqual(["pro-usd"]);
  expect(keys({ search: "TEA" })).toEqual(["team"]);
  expect(keys({ filters: { state: "unheard" } })).toHaveLength(4);
});
