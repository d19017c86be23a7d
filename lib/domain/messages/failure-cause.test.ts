import { expect, test } from "vitest";
import { failureCause, reasonOf } from "./failure-cause";

const cause = (state: "pending" | "refused", lastError: string | null, errorDetail: string | null = null) =>
  failureCause({ state, lastError, errorDetail });

test.each([
  [null, "pending", null],
  ["unreachable", "pending", "OutsideUnreachable: StripeConnectionError: timed out"],
  ["own_error", "pending", "TypeError: x is not a function"],
  ["mail_refused", "refused", "smtp_550"],
  ["no_such", "refused", "resource_missing"],
  ["no_such", "refused", "No such customer: 'cus_1'"],
  ["card", "refused", "insufficient_funds"],
  ["card", "refused", "card_declined"],
  ["skipped", "refused", "skipped"],
  ["refused", "refused", "parameter_unknown"],
] as const)("%s: %s with %s", (expected, state, lastError) => {
  expect(cause(state, lastError)).toBe(expected);
});

test("a refusal by our own rule is told from the outside's by what it says", () => {
  expect(cause("refused", "too_late", "refused by our own rule: too_late")).toBe("own_rule");
});

test("why an event was set aside wins over what an attempt said", () => {
  const event = { lastError: "x", errorDetail: null, asideReason: "nul" } as const;
  expect(reasonOf({ ...event, state: "set_aside" })).toBe("nul");
  expect(reasonOf({ ...event, state: "pending" })).toBe("own_error");
});
