import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "./calendar";
import { localDays } from "./local-days";

const zones = [
  "Asia/Tokyo",
  "America/New_York",
  "Pacific/Apia",
  "UTC",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
];

test("the fast way agrees with the calendar, at any instant and at every midnight", () => {
  for (const zone of zones) {
    const fast = localDays(zone);
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2031, 0) }), (ms) => {
        expect(fast(ms)).toBe(dayOf(new Date(ms), zone));
      }),
    );
  }
});

test("days of 23 and 25 hours, and a day that a zone skipped", () => {
  const hours = (zone: string, from: string, count: number) => {
    const day = localDays(zone);
    const start = Date.parse(from);
    return Array.from({ length: count }, (_, hour) => day(start + hour * 3_600_000));
  };
  const newYork = hours("America/New_York", "2026-03-08T05:00:00Z", 24);
  expect(newYork.filter((day) => day === "2026-03-08")).toHaveLength(23);
  const autumn = hours("America/New_York", "2026-11-01T04:00:00Z", 26);
  expect(autumn.filter((day) => day === "2026-11-01")).toHaveLength(25);
  expect(new Set(hours("Pacific/Apia", "2011-12-29T12:00:00Z", 48))).toEqual(
    new Set(["2011-12-29", "2011-12-31", "2012-01-01"]),
  );
});
