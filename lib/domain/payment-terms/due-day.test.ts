import { expect, test } from "vitest";
import { isBankDay } from "./bank-days";
import { dueDay } from "./due-day";
import type { DueDayMoved } from "./payment-terms";

const endOfNextMonth = (moved: DueDayMoved) => ({ kind: "end_of_next_month" as const, days: null, moved });
const inDays = (days: number, moved: DueDayMoved) => ({ kind: "days" as const, days, moved });

test("banks are closed at weekends, on holidays and around the new year", () => {
  const closed = [
    "2026-12-31",
    "2027-01-01",
    "2027-01-02",
    "2027-01-03",
    "2027-01-11",
    "2027-02-27",
    "2027-05-03",
  ];
  expect(closed.filter(isBankDay)).toEqual([]);
  // 22 March 2027 is in lieu of the equinox, which is a Sunday.
  expect(["2027-03-21", "2027-03-22", "2027-03-23"].map(isBankDay)).toEqual([false, false, true]);
  expect(["2026-12-30", "2027-01-04", "2027-02-26"].every(isBankDay)).toBe(true);
});

// 31 January 2027 is a Sunday, 28 February 2027 too; 31 December is a bank holiday, and the 4th of January a Monday.
test.each([
  ["2026-10-01", "none", "2026-11-30"],
  ["2026-12-15", "none", "2027-01-31"],
  ["2026-12-15", "before", "2027-01-29"],
  ["2026-12-15", "after", "2027-02-01"],
  ["2026-11-30", "before", "2026-12-30"],
  ["2026-11-01", "after", "2027-01-04"],
  ["2027-01-31", "before", "2027-02-26"],
  ["2028-01-31", "none", "2028-02-29"],
] as const)("issued on %s, closed at the month's end and moved %s: due on %s", (issued, moved, due) => {
  expect(dueDay(endOfNextMonth(moved), issued)).toBe(due);
});

test.each([
  [30, "none", "2027-05-01"],
  [30, "before", "2027-04-30"],
  [30, "after", "2027-05-06"],
] as const)("%s days after 1 April 2027, moved %s: due on %s", (days, moved, due) => {
  expect(dueDay(inDays(days, moved), "2027-04-01")).toBe(due);
});

test("nothing is due before the day of its invoice", () => {
  // A Saturday: the bank day before it is over.
  expect(dueDay(inDays(0, "before"), "2027-02-27")).toBe("2027-02-27");
});
