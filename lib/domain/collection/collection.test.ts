import { expect, test } from "vitest";
import { nextRetry, unpaidStage, usualCollection } from "./collection";

const since = new Date("2027-01-01T00:00:00Z");
const on = (day: number) => new Date(since.getTime() + day * 86_400_000);

test("retries are on the days of the settings, if each is made in time, and end", () => {
  const made = [0, 1, 3, 5, 7, 14].map(on);
  const next = made.map((last, retries) => nextRetry(usualCollection, last, retries));
  expect(next).toEqual([on(1), on(3), on(5), on(7), on(14), null]);
});

test("attempts that an outage held up keep their distance", () => {
  expect(nextRetry(usualCollection, on(10), 1)).toEqual(on(12));
});

test("a license is unpaid, then limited, then over, to the moment", () => {
  const stages = [0, 6, 7, 20, 21].map((day) => unpaidStage(usualCollection, since, on(day)));
  expect(stages).toEqual(["unpaid", "unpaid", "limited", "limited", "over"]);
  expect(unpaidStage(usualCollection, since, new Date(on(7).getTime() - 1))).toBe("unpaid");
  expect(unpaidStage(usualCollection, null, on(99))).toBe(null);
  expect(unpaidStage({ limitAfterDays: null, endAfterDays: null }, since, on(99))).toBe("unpaid");
});
