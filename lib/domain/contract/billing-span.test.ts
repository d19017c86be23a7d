import { expect, test } from "vitest";
import { firstSpan, nextSpan } from "./billing-span";

const monthly = { interval: "month" as const, firstDay: "2026-07-16", endDay: null };
const yearly = { interval: "year" as const, firstDay: "2024-02-29", endDay: null };

test("the first invoice is from the first day to the end of the running month, or year of the contract", () => {
  expect(firstSpan(monthly, "2026-09-10")).toEqual({ from: "2026-07-16", until: "2026-10-01" });
  expect(firstSpan(yearly, "2026-09-10")).toEqual({ from: "2024-02-29", until: "2027-02-28" });
});

test("a start in the future is billed from that day", () => {
  const later = { ...monthly, firstDay: "2027-03-31" };
  expect(firstSpan(later, "2026-09-10")).toEqual({ from: "2027-03-31", until: "2027-04-01" });
});

test("nothing is billed beyond a known end; if the end is called off, the rest of the period follows", () => {
  const ending = { ...monthly, endDay: "2026-10-15" };
  expect(firstSpan({ ...ending, endDay: "2026-09-12" }, "2026-09-10").until).toBe("2026-09-12");
  expect(nextSpan(ending, "2026-10-01")).toEqual({ from: "2026-10-01", until: "2026-10-15" });
  expect(nextSpan(ending, "2026-10-15")).toBeNull();
  expect(nextSpan(monthly, "2026-10-15")).toEqual({ from: "2026-10-15", until: "2026-11-01" });
});

test("each period follows the one before, on 28 February for good if the contract began on the 29th", () => {
  expect(nextSpan(monthly, "2026-12-01")).toEqual({ from: "2026-12-01", until: "2027-01-01" });
  expect(nextSpan(yearly, "2027-02-28")).toEqual({ from: "2027-02-28", until: "2028-02-28" });
});
