import { expect, test } from "vitest";
import { projected } from "./projection";

const dayMs = 86_400_000;
const after = (count: string, days: number) => projected(count, days * dayMs, 30 * dayMs);

test("a month continues as it began, given to three digits", () => {
  expect(after("15", 19.5)).toBe("23");
  expect(after("1285", 20)).toBe("1930");
  expect(after("128442299991", 20)).toBe("193000000000");
  expect(after("0.5", 15)).toBe("1");
});

test("never less than what has been counted", () => {
  expect(after("1231.75", 29.99)).toBe("1231.75");
  expect(after("0.2", 15)).toBe("0.2");
});

test("nothing is projected from a count of zero, on a first day, or once the month is over", () => {
  expect([after("0", 10), after("-3", 10), after("100", 0.9), after("100", 30)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
