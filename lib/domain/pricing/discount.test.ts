import { expect, test } from "vitest";
import { blank, blankPlan } from "../catalog/blank";
import type { Component } from "../catalog/component";
import { nothingUsed } from "./quantities";
import { compilePlan, rate } from "./rate";
import { type Discount, noTerms } from "./terms";

const fee = (key: string, minor: string): Component => ({
  ...blank.addon(key),
  choice: { type: "switch", amountMinor: { month: minor, year: null } },
});
const off = (value: Discount["value"], rest: Partial<Discount> = {}): Discount => ({
  name: { en: "Off", ja: "値引き" },
  components: null,
  months: null,
  ...rest,
  value,
});
const percent = (text: string) => ({ type: "percent", percent: text }) as const;
const amount = (minor: string) => ({ type: "amount", amountMinor: minor, currency: "USD" }) as const;

function discounted(components: Component[], discounts: Discount[], monthsBefore = 0) {
  const addons = Object.fromEntries(components.map(({ key }) => [key, "1"]));
  const plan = compilePlan({ ...blankPlan("USD"), components }, "month");
  return rate(plan, { ...nothingUsed, addons }, { ...noTerms, discounts, monthsBefore });
}
const three = [fee("a", "333"), fee("b", "333"), fee("c", "334")];

test("a percentage is taken of the sum, and every line carries its share", () => {
  const invoice = discounted(three, [off(percent("12.5"))]);
  expect(invoice.discountMinor).toBe(125n);
  expect(invoice.lines.map(({ discountMinor }) => discountMinor)).toEqual([42n, 41n, 42n]);
  expect(invoice.totalMinor).toBe(875n);
});

test("each discount applies to what the earlier ones have left", () => {
  const invoice = discounted(three, [off(percent("50")), off(percent("50"))]);
  expect(invoice.discounts.map(({ amountMinor }) => amountMinor)).toEqual([500n, 250n]);
});

test("an amount takes off no more than there is", () => {
  const invoice = discounted(three, [off(amount("400"), { components: ["a"] }), off(amount("9999"))]);
  expect(invoice.discounts.map(({ amountMinor }) => amountMinor)).toEqual([333n, 667n]);
  expect(invoice.totalMinor).toBe(0n);
});

test("it ends after its months", () => {
  const launch = off(percent("10"), { months: 3 });
  expect(discounted(three, [launch], 2).discountMinor).toBe(100n);
  expect(discounted(three, [launch], 3).discounts).toEqual([]);
});

test("a capped component is discounted as a whole", () => {
  const usage: Component = {
    ...blank.usage("calls", "calls"),
    price: {
      model: "graduated",
      tiers: [
        { upTo: "100", unitAmountMinor: "2", flatAmountMinor: "0" },
        { upTo: null, unitAmountMinor: "1", flatAmountMinor: "0" },
      ],
    },
    capMinor: "250",
  };
  const plan = compilePlan({ ...blankPlan("USD"), components: [usage] }, "month");
  const invoice = rate(
    plan,
    { ...nothingUsed, usage: { calls: "200" } },
    { ...noTerms, discounts: [off(percent("10"))] },
  );
  expect(invoice.lines.map(({ amountMinor, discountMinor }) => [amountMinor, discountMinor])).toEqual([
    [200n, 17n],
    [100n, 8n],
    [-50n, 0n],
  ]);
  expect(invoice.totalMinor).toBe(225n);
});
