import { expect, test } from "vitest";
import { nextPeriod, periodOf } from "./periods";

test("a monthly license runs in calendar months", () => {
  const january = periodOf("month", null, "2026-01-20");
  expect(january).toEqual({ from: "2026-01-01", until: "2026-02-01" });
  expect(nextPeriod("month", null, january)).toEqual({ from: "2026-02-01", until: "2026-03-01" });
});

test("a yearly license runs to the day before its anniversary", () => {
  expect(periodOf("year", "2026-06-19", "2027-06-18")).toEqual({ from: "2026-06-19", until: "2027-06-19" });
  expect(periodOf("year", "2026-06-19", "2027-06-19")).toEqual({ from: "2027-06-19", until: "2028-06-19" });
});

test("from 29 February the anniversary is 28 February for good", () => {
  const first = periodOf("year", "2028-02-29", "2028-02-29");
  expect(first).toEqual({ from: "2028-02-29", until: "2029-02-28" });
  expect(nextPeriod("year", "2028-02-29", first)).toEqual({ from: "2029-02-28", until: "2030-02-28" });
  expect(periodOf("year", "2028-02-29", "2032-02-28").from).toBe("2032-02-28");
});

test("a day before the first one has no period", () => {
  expect(() => periodOf("year", "2026-06-19", "2026-06-18")).toThrow();
  expect(() => periodOf("year", null, "2026-06-18")).toThrow();
});
