import { describe, expect, test } from "vitest";
import { dayOf, isTimeZone, monthOf, monthsEndingAt, monthWindow } from "./calendar";

describe("calendar months in a tenant's zone", () => {
  test("Tokyo's month begins at 15:00 UTC of the day before", () => {
    expect(monthOf(new Date("2026-01-31T14:59:59.999Z"), "Asia/Tokyo")).toBe("2026-01");
    expect(monthOf(new Date("2026-01-31T15:00:00Z"), "Asia/Tokyo")).toBe("2026-02");
    expect(dayOf(new Date("2024-02-28T15:00:00Z"), "Asia/Tokyo")).toBe("2024-02-29");
  });

  test("a month with a daylight-saving change is an hour short", () => {
    const { start, end } = monthWindow("2026-03", "America/New_York");
    expect((end.getTime() - start.getTime()) / 3_600_000).toBe(31 * 24 - 1);
  });

  test("months count back across the end of a year", () => {
    expect(monthsEndingAt("2026-02", 3)).toEqual(["2025-12", "2026-01", "2026-02"]);
  });

  test("only zones that exist are zones", () => {
    expect([isTimeZone("Asia/Tokyo"), isTimeZone("Mars/Olympus")]).toEqual([true, false]);
  });
});
