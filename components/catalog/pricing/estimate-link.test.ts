import fc from "fast-check";
import { expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import { estimate } from "@/lib/domain/pricing/estimate";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { usualTaxRounding } from "@/lib/domain/pricing/terms";
import { type EstimateChoice, printEstimateLink, readEstimateLink, termsOf } from "./estimate-link";

const choice: EstimateChoice = {
  planKey: "ai-platform",
  currency: "USD",
  interval: "year",
  quantities: {
    seats: 12,
    usage: { "api.call": "500000", tokens: "0.5" },
    addons: { model: "1", contacts: "5k" },
    onDemand: { consulting: "3" },
  },
  discount: { type: "percent", value: "12.5", months: 3 },
  taxKeys: ["jp10", "us-ca"],
};

test("a link carries the whole estimate", () => {
  const query = printEstimateLink(choice).toString();
  expect(readEstimateLink(new URLSearchParams(query))).toEqual(choice);
  const amount = { ...choice, discount: { type: "amount" as const, value: "49.5", months: null } };
  expect(readEstimateLink(printEstimateLink(amount))).toEqual(amount);
});

test("a bare address says nothing, and leaves the quantities to what is used now", () => {
  expect(readEstimateLink(new URLSearchParams())).toEqual({
    planKey: null,
    currency: null,
    interval: null,
    quantities: null,
    discount: null,
    taxKeys: [],
  });
});

test("what cannot be read is left out, and the rest holds", () => {
  const query = new URLSearchParams(
    "plan=<b>&currency=yen&pay=week&seats=many&use.api.call=-1&use.tokens=1e9&use.data=80&add.x y=1&off=101%&months=0&tax=jp10,,<",
  );
  expect(readEstimateLink(query)).toEqual({
    planKey: null,
    currency: null,
    interval: null,
    quantities: { ...nothingUsed, usage: { data: "80" } },
    discount: null,
    taxKeys: ["jp10"],
  });
});

const wildText = fc.oneof(
  fc.string(),
  fc.constantFrom("9".repeat(18), "0.000000000001", "-1", "1e9", "%", "100%", "0"),
);

test("no link at all can break the pricing", () => {
  const definition = {
    ...blankPlan("JPY"),
    components: [
      { ...blank.seats(), unitAmountMinor: { month: "999999", year: null } },
      { ...blank.usage("data", "data"), includedPerSeat: "5" },
      blank.on_demand("work"),
    ],
  };
  const keys = ["plan", "currency", "pay", "seats", "use.data", "work.work", "add.x", "off", "months", "tax"];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), wildText)), (pairs) => {
      const { quantities, ...rest } = readEstimateLink(new URLSearchParams(pairs));
      const terms = termsOf(rest, { taxes: [], taxRounding: usualTaxRounding }, "JPY");
      const used = quantities ?? nothingUsed;
      const { monthly } = estimate({ definition, interval: "month", quantities: used, terms });
      expect(monthly.totalMinor).toBeGreaterThanOrEqual(0n);
    }),
  );
});

test("a discount becomes a term in the currency, unless the currency cannot say it", () => {
  const all = { taxes: [], taxRounding: usualTaxRounding };
  const off = (value: string, currency: string) =>
    termsOf({ discount: { type: "amount", value, months: null }, taxKeys: [] }, all, currency).discounts[0]
      ?.value;
  expect(off("49.5", "USD")).toEqual({ type: "amount", amountMinor: "4950", currency: "USD" });
  expect(off("500", "JPY")).toEqual({ type: "amount", amountMinor: "500", currency: "JPY" });
  expect(off("49.5", "JPY")).toBeUndefined();
});
