import { expect, test } from "vitest";
import { blank } from "../catalog/blank";
import { componentUsage } from "./component-usage";

const seats = { ...blank.seats("seats"), included: 3, minimum: 3 };
const calls = {
  ...blank.usage("calls", "api_calls"),
  includedPerSeat: "100",
  price: { model: "per_unit" as const, unitAmountMinor: "2", per: "1" },
};

test("an allowance per seat counts the seats that are held, at least the minimum", () => {
  expect(componentUsage(calls, seats, 12, "1300")).toMatchObject({ allowance: "1200", beyond: "100" });
  expect(componentUsage(calls, seats, 0, "250")).toMatchObject({ allowance: "300", beyond: "0" });
});

test("what is scaled is compared in priced units, and the allowance is told in recorded ones too", () => {
  const storage = {
    ...blank.usage("storage", "bytes"),
    scale: { divideBy: "1000000000", decimals: 1, rounding: "up" as const },
    included: "50",
  };
  expect(componentUsage(storage, undefined, 0, "61230000000")).toEqual({
    used: "61.3",
    allowance: "50",
    recordedAllowance: "50000000000",
    beyond: "11.3",
  });
});

test("where as much as one likes is included there is no allowance and nothing beyond it", () => {
  const open = { ...calls, price: { model: "unlimited" as const } };
  expect(componentUsage(open, undefined, 0, "7")).toEqual({
    used: "7",
    allowance: null,
    recordedAllowance: null,
    beyond: "0",
  });
});
