import { expect, test } from "vitest";
import { ageingOf } from "./ageing";

test.each([
  [null, "not_due"],
  [0, "to_30"],
  [30, "to_30"],
  [31, "to_60"],
  [60, "to_60"],
  [61, "over_60"],
] as const)("%s days late: %s", (days, group) => {
  expect(ageingOf(days)).toBe(group);
});
