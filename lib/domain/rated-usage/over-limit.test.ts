import { expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { DecimalText } from "../catalog/component";
import { componentKey, overLimit } from "./over-limit";
import { rateMonth } from "./rate-month";

const month = { from: "2027-01-01", until: "2027-02-01" };
const component = (key: string, meter: string) => ({
  ...blank.usage(key, meter),
  included: "0",
  price: { model: "per_unit" as const, unitAmountMinor: "1", per: "1" },
});
const definition = { ...blankPlan("USD"), components: [component("a", "calls"), component("b", "bytes")] };
const over = (calls: DecimalText) =>
  overLimit(
    rateMonth({
      month,
      parts: [{ planVersionId: "pv_1", definition, seats: 0, days: 31 }],
      spans: [month],
      counts: { calls, bytes: "5" },
      additive: new Set(["calls", "bytes"]),
    }),
  );

test("a component is over the limit if a line of it has more than twelve digits", () => {
  expect(over("999999999999")).toEqual(new Set());
  expect(over("1000000000000")).toEqual(new Set([componentKey("pv_1", "a")]));
});
