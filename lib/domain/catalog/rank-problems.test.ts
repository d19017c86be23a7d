import { expect, test } from "vitest";
import { blank, blankPlan } from "./blank";
import { rankProblems } from "./rank-problems";

const paid = { ...blankPlan("USD"), components: [blank.base()] };
const free = blankPlan("USD");
const onSale = [
  { key: "free", rank: 0, currency: "JPY" },
  { key: "starter", rank: 1, currency: "JPY" },
  { key: "pro", rank: 2, currency: "USD" },
];
const rules = (plan: Parameters<typeof rankProblems>[0]) =>
  rankProblems(plan, onSale).map(({ rule }) => rule);

test("rank 0 belongs to the free plan, and there is one in all currencies", () => {
  expect(rules({ key: "free", rank: 0, definition: free })).toEqual([]);
  expect(rules({ key: "other", rank: 0, definition: free })).toEqual(["rank_taken"]);
  expect(rules({ key: "other", rank: 3, definition: free })).toEqual(["rank_of_free"]);
  expect(rules({ key: "other", rank: 0, definition: paid })).toEqual(["rank_is_free"]);
});

test("a rank occurs once in a currency", () => {
  expect(rules({ key: "team", rank: 1, definition: paid })).toEqual([]);
  expect(rules({ key: "team", rank: 2, definition: paid })).toEqual(["rank_taken"]);
  expect(rules({ key: "pro", rank: 2, definition: paid })).toEqual([]);
});

test("the free plan that is on sale stays the free plan", () => {
  expect(rules({ key: "free", rank: 5, definition: paid })).toEqual(["free_plan_stays"]);
  expect(rules({ key: "free", rank: 5, definition: free })).toEqual(["free_plan_stays"]);
});
