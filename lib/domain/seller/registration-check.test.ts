import { expect, test } from "vitest";
import { registrationStanding } from "./registration-check";

test.each([
  ["T7000012050002", ["T7000012050002"], "agrees"],
  ["T7000012050002", [], "missing"],
  ["T7000012050002", ["T1180301018771"], "differs"],
  ["T7000012050002", ["T7000012050002", "T1180301018771"], "differs"],
  ["", ["T1180301018771"], "only_at_stripe"],
  ["", [], "not_entered"],
] as const)("%s beside %s at Stripe %s", (number, atStripe, standing) => {
  expect(registrationStanding(number, atStripe)).toBe(standing);
});
