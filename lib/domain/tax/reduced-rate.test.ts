import { expect, test } from "vitest";
import { bearsReducedRate } from "./reduced-rate";

const both = [
  { percent: "10", components: ["base"] },
  { percent: "8.0", components: ["magazine"] },
];

test("only lines of 8 % in yen bear the reduced rate", () => {
  expect(bearsReducedRate("magazine", both, "JPY")).toBe(true);
  expect(bearsReducedRate("base", both, "JPY")).toBe(false);
  expect(bearsReducedRate("base", [{ percent: "8", components: null }], "JPY")).toBe(true);
  expect(bearsReducedRate("magazine", both, "USD")).toBe(false);
  expect(bearsReducedRate("magazine", [{ percent: "8.1", components: null }], "JPY")).toBe(false);
});
