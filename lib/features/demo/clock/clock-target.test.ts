import { describe, expect, test } from "vitest";
import { clockTarget } from "./clock-target";

const at = (text: string) => new Date(text);
const target = (step: "day" | "period" | "month", now: string, zone: string, periodEnd?: string) =>
  clockTarget(step, at(now), zone, periodEnd ? at(periodEnd) : null).toISOString();

describe("where the clock bar leads", () => {
  test("a day and a month keep the local time, also where the clocks change on the way", () => {
    expect(target("day", "2026-11-20T05:00:00Z", "Asia/Tokyo")).toBe("2026-11-21T05:00:00.000Z");
    expect(target("day", "2026-10-31T13:00:00Z", "America/New_York")).toBe("2026-11-01T14:00:00.000Z");
    expect(target("month", "2026-11-20T05:00:00Z", "Asia/Tokyo")).toBe("2026-12-20T05:00:00.000Z");
  });

  test("a month from the 31st ends on the last day of a shorter month", () => {
    expect(target("month", "2027-01-31T03:00:00Z", "Asia/Tokyo")).toBe("2027-02-28T03:00:00.000Z");
  });

  test("the period's end is passed far enough for its renewal to be collected", () => {
    expect(target("period", "2026-11-20T05:00:00Z", "Asia/Tokyo", "2026-12-01T12:00:00Z")).toBe(
      "2026-12-01T13:05:00.000Z",
    );
  });

  test("without a period, or with one that is over, it is the end of the month in the tenant's zone", () => {
    const monthEnd = "2026-11-30T16:05:00.000Z";
    expect(target("period", "2026-11-20T05:00:00Z", "Asia/Tokyo")).toBe(monthEnd);
    expect(target("period", "2026-11-20T05:00:00Z", "Asia/Tokyo", "2026-11-01T12:00:00Z")).toBe(monthEnd);
  });
});
