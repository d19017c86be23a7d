import { expect, test } from "vitest";
import { billingStopOf, type CountedUsage } from "./billing-stop";

const invoiced: CountedUsage = {
  isPaidDay: true,
  isPriced: true,
  isBeyond: true,
  isRated: true,
  rest: "none",
  billedBy: ["paid"],
};

test.each<[string, Partial<CountedUsage>, ReturnType<typeof billingStopOf>]>([
  ["stands on an invoice", {}, null],
  ["on a day of Free or of a trial", { isPaidDay: false, isPriced: false, isRated: false }, "not_paid_day"],
  ["the plan has no price for the unit", { isPriced: false }, "not_priced"],
  ["the month is not over", { isRated: false, isBeyond: false, billedBy: [] }, "month_open"],
  ["recorded after the month was rated", { rest: "to_come" }, "to_come"],
  ["and the month is too old", { rest: "too_old" }, "not_corrected"],
  ["all of it is included", { isBeyond: false }, "within_allowance"],
  ["people invoice it in Stripe", { billedBy: [null] }, "statement"],
  ["its invoice was voided", { billedBy: ["void"] }, "voided"],
  ["Stripe refused its invoice", { billedBy: ["failed"] }, "refused"],
  ["refused once, then billed again", { billedBy: ["failed", "open"] }, null],
])("%s", (_, more, expected) => {
  expect(billingStopOf({ ...invoiced, ...more })).toBe(expected);
});
