import { expect, test } from "vitest";
import { addDays, covers, daysBetween, daysIn, firstOfMonth, intersection, monthSpan } from "./day-span";

test("days are counted over months, years and 29 February", () => {
  expect([addDays("2028-02-28", 1), addDays("2027-02-28", 1), addDays("2027-01-01", -1)]).toEqual([
    "2028-02-29",
    "2027-03-01",
    "2026-12-31",
  ]);
  expect(daysBetween("2028-02-01", "2028-03-01")).toBe(29);
  expect(daysBetween("2028-03-01", "2028-02-01")).toBe(-29);
  expect(daysIn({ from: "2027-01-01", until: "2028-01-01" })).toBe(365);
});

test("a calendar month has its first day and not the first day of the next one", () => {
  expect(monthSpan("2026-12-31")).toEqual({ from: "2026-12-01", until: "2027-01-01" });
  expect(firstOfMonth("2026-01-31", -1)).toBe("2025-12-01");
});

test("spans that only touch share no day", () => {
  const june = monthSpan("2026-06-10");
  expect(intersection(june, monthSpan("2026-07-01"))).toBeNull();
  expect(intersection(june, { from: "2026-06-19", until: "2026-08-01" })).toEqual({
    from: "2026-06-19",
    until: "2026-07-01",
  });
  expect([
    covers(june, { from: "2026-06-30", until: "2026-07-01" }),
    covers(june, monthSpan("2026-07-01")),
  ]).toEqual([true, false]);
});

test("text that is no day, and a span that ends before it begins, are mistakes", () => {
  for (const text of ["2026-6-1", "2026-13-01", "today"]) expect(() => addDays(text, 1)).toThrow();
  expect(() => daysIn({ from: "2026-06-02", until: "2026-06-01" })).toThrow();
});
