import { expect, test } from "vitest";
import { correctionEndsAt, lastCorrection, nextRun } from "./correction-time";

test("a month is corrected for the last time on the first of a month, at least so many days after its end", () => {
  const after = (monthFrom: string, correctionDays: number) => lastCorrection(monthFrom, { correctionDays });
  // December ends on the 31st: 90 days after it is 1 April.
  expect(after("2026-12-01", 90)).toBe("2027-04-01");
  // 1 February and 90 days is 2 May.
  expect(after("2027-01-01", 90)).toBe("2027-06-01");
  expect(after("2026-11-01", 90)).toBe("2027-03-01");
  expect(after("2026-11-01", 1)).toBe("2027-01-01");
});

test("it ends with the run of that day, which waits for late events itself", () => {
  const settings = { correctionDays: 90, graceHours: 48 };
  expect(correctionEndsAt("2026-12-01", "Asia/Tokyo", settings)).toEqual(new Date("2027-04-02T15:00:00Z"));
  expect(nextRun("2027-01-31", "Asia/Tokyo", settings)).toEqual(new Date("2027-02-02T15:00:00Z"));
});
