import { expect, test } from "vitest";
import { heldInMonth } from "./held-in-month";

const at = (text: string) => new Date(`${text}:00Z`);
const term = (name: string, from: string, to: string | null) => ({
  name,
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
});
const history = [
  term("free", "2026-08-20T00:00", "2026-09-10T03:00"),
  term("business", "2026-09-10T03:00", "2026-11-01T12:00"),
  term("starter", "2026-11-01T12:00", null),
];
/** Months in Tokyo. */
const held = (from: string, until: string) => {
  const { deciding, earlier } = heldInMonth(history, { start: at(from), until: at(until) });
  return [deciding?.name ?? null, earlier.map(({ name }) => name)];
};

test("the term at the month's end decides; earlier terms of the month are listed", () => {
  expect(held("2026-08-31T15:00", "2026-09-30T15:00")).toEqual(["business", ["free"]]);
  expect(held("2026-09-30T15:00", "2026-10-31T15:00")).toEqual(["business", []]);
  // A reserved plan begins at noon UTC on day 1: the whole month belongs to the new plan.
  expect(held("2026-10-31T15:00", "2026-11-30T15:00")).toEqual(["starter", ["business"]]);
});

test("in the running month the license held now decides; a month before the tenant existed has none", () => {
  expect(held("2026-10-31T15:00", "2026-11-01T11:00")).toEqual(["business", []]);
  expect(held("2026-06-30T15:00", "2026-07-31T15:00")).toEqual([null, []]);
});

test("a term that ends with the month decides that month and is not listed in the next one", () => {
  const exact = [term("one", "2026-09-01T00:00", "2026-10-01T00:00"), term("two", "2026-10-01T00:00", null)];
  const of = (from: string, until: string) => heldInMonth(exact, { start: at(from), until: at(until) });
  expect(of("2026-09-01T00:00", "2026-10-01T00:00").deciding?.name).toBe("one");
  expect(of("2026-10-01T00:00", "2026-11-01T00:00")).toMatchObject({
    deciding: { name: "two" },
    earlier: [],
  });
});
