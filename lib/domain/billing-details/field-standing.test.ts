import { expect, test } from "vitest";
import { agrees, commonStanding, type FieldStanding } from "./field-standing";

const day = (at: string) => at.slice(0, 10);
const entered = (field: FieldStanding["field"], more: Partial<FieldStanding> = {}): FieldStanding => ({
  field,
  from: "sales",
  by: "Ken",
  at: "2026-11-20T03:00:00Z",
  confirmed: null,
  ...more,
});
const confirmed = { by: "Ren", at: "2026-11-21T03:00:00Z" };

test("the standing of most fields is shown once; a field that differs shows its own", () => {
  const [company, address, phone] = [
    entered("companyName"),
    entered("address", { at: "2026-11-20T09:00:00Z" }),
    entered("phone", { from: "tenant", by: "Ren" }),
  ];
  expect(commonStanding([phone, company, address], day)).toBe(company);
  expect([company, address, phone].map((field) => agrees(company, field, day))).toEqual([true, true, false]);
});

test("a confirmed field differs from those that wait for confirmation; the memo needs none", () => {
  const waiting = entered("companyName");
  const done = entered("phone", { confirmed });
  expect(agrees(waiting, done, day)).toBe(false);
  expect(agrees(done, entered("email", { confirmed: { ...confirmed, by: "Somebody" } }), day)).toBe(false);
  for (const field of [waiting, done]) expect(agrees(field, entered("memo"), day)).toBe(true);
});

test("the memo alone sets no common standing, and without two equal fields there is none", () => {
  const [memo, company] = [entered("memo"), entered("companyName")];
  expect(commonStanding([memo, company], day)).toBe(company);
  expect(commonStanding([company, entered("phone", { by: "Somebody" })], day)).toBeNull();
  expect(commonStanding([], day)).toBeNull();
});
