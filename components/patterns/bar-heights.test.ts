import { expect, test } from "vitest";
import { axisValues, heightPercent, plainText, plainTicks } from "./bar-heights";

test("decimals of any length are drawn and added up without losing a digit", () => {
  for (const text of ["0", "1.5", "-3.25", "12345678901234567890123.000000000001"])
    expect(plainText(plainTicks(text))).toBe(text);
  expect(plainText(plainTicks("0.1") + plainTicks("0.2"))).toBe("0.3");
});

test("the highest bar fills the chart, half of it half, and what is below zero has none", () => {
  expect(heightPercent("0.3", "0.3")).toBe("100%");
  expect(heightPercent("5000000000000000000000", "10000000000000000000000")).toBe("50%");
  expect(heightPercent("-1", "10")).toBe("0%");
  expect(heightPercent("0", "0")).toBe("0%");
});

test("lines stand at round values, and at whole ones where whole things are counted", () => {
  expect(axisValues("1000")).toEqual(["500", "1000"]);
  expect(axisValues("812")).toEqual(["200", "400", "600", "800"]);
  expect(axisValues("0.7")).toEqual(["0.2", "0.4", "0.6"]);
  expect(axisValues("1")).toEqual(["1"]);
  expect(axisValues("0")).toEqual([]);
});
