import { expect, test } from "vitest";
import { at } from "../testing/instants";
import { configuredAnchor, imaginedIntervals, nextBoundary, step } from "./periods";

const monthly = { interval: "month", count: 1 } as const;
const day = (instant: number) => new Date(instant * 1000).toISOString().slice(0, 10);

test("an anchor on the 31st falls on the last day of shorter months and comes back to the 31st", () => {
  const anchor = at("2027-01-31T12:00:00Z");
  const boundaries = [0, 1, 2, 3].map((steps) => day(step(anchor, monthly, steps)));
  expect(boundaries).toEqual(["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]);
  expect(day(nextBoundary(anchor, monthly, at("2027-02-28T12:00:00Z")))).toBe("2027-03-31");
});

test("the next boundary is later than the instant, also long before and after the anchor", () => {
  const anchor = at("2026-10-01T12:00:00Z");
  expect(day(nextBoundary(anchor, monthly, anchor))).toBe("2026-11-01");
  expect(day(nextBoundary(anchor, monthly, anchor - 1))).toBe("2026-10-01");
  expect(day(nextBoundary(anchor, monthly, at("2021-02-03T00:00:00Z")))).toBe("2021-03-01");
  expect(day(nextBoundary(anchor, { interval: "year", count: 1 }, at("2031-02-03T00:00:00Z")))).toBe(
    "2031-10-01",
  );
});

test("29 February of a leap year renews on the 28th until the next leap year", () => {
  const anchor = at("2028-02-29T00:00:00Z");
  expect([1, 2, 3, 4].map((steps) => day(step(anchor, { interval: "year", count: 1 }, steps)))).toEqual([
    "2029-02-28",
    "2030-02-28",
    "2031-02-28",
    "2032-02-29",
  ]);
});

test("a first part is prorated by whole intervals counted from its start", () => {
  const DAY = 86_400;
  expect(imaginedIntervals(at("2027-02-15T00:00:00Z"), at("2027-03-01T00:00:00Z"), monthly)).toEqual([
    { seconds: 14 * DAY, basis: 28 * DAY },
  ]);
  expect(imaginedIntervals(at("2027-01-15T00:00:00Z"), at("2027-03-01T00:00:00Z"), monthly)).toEqual([
    { seconds: 31 * DAY, basis: 31 * DAY },
    { seconds: 14 * DAY, basis: 28 * DAY },
  ]);
});

test("a configured anchor keeps its day through a short month", () => {
  const config = { day_of_month: 31, hour: 12, minute: null, month: null, second: null };
  const first = configuredAnchor(config, at("2027-02-03T00:00:00Z"));
  expect(day(first)).toBe("2027-02-28");
  expect(day(nextBoundary(first, { ...monthly, dayOfMonth: 31 }, first))).toBe("2027-03-31");
});
