import { expect, test } from "vitest";
import { includedIn, type OnDemandCharge, onDemandLines } from "./on-demand-lines";

const both = (text: string) => ({ en: text, ja: text });
const hours = (quantity: string): OnDemandCharge => ({
  id: "odc_1",
  description: "Migration",
  day: "2027-01-15",
  currency: "USD",
  planVersionId: "pv_1",
  planName: both("Business"),
  taxCategory: "standard",
  component: "consulting",
  name: both("Consulting"),
  unit: both("hours"),
  quantity,
  unitAmountMinor: "15000",
  included: "5",
});
const amounts = (charge: OnDemandCharge, used: string) =>
  onDemandLines(charge, used).map((line) => [line.isIncluded, line.quantity, line.amountMinor]);

test("what the price list includes comes first, and the rest costs its price", () => {
  expect(amounts(hours("8"), "0")).toEqual([
    [true, "5", 0n],
    [false, "3", 45000n],
  ]);
  expect(amounts(hours("2.5"), "4")).toEqual([
    [true, "1", 0n],
    [false, "1.5", 22500n],
  ]);
  expect(amounts(hours("2"), "5")).toEqual([[false, "2", 30000n]]);
  expect(includedIn({ quantity: "3", included: "5" }, "9")).toBe("0");
});

test("it is a line of its day, which is taxed as on that day", () => {
  expect(onDemandLines(hours("8"), "0")[1]).toMatchObject({
    span: { from: "2027-01-15", until: "2027-01-16" },
    period: { from: "2027-01-01", until: "2027-02-01" },
  });
});

test("a free amount is one line", () => {
  const { component: _component, ...rest } = hours("1");
  const free: OnDemandCharge = { ...rest, component: null, amountMinor: 1234n };
  expect(amounts(free, "0")).toEqual([[false, "1", 1234n]]);
});
