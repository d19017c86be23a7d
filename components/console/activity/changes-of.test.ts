import { expect, test } from "vitest";
import { changesOf } from "./changes-of";

test("only what differs is shown, in the order in which it was written", () => {
  expect(
    changesOf(
      { planVersionId: "pv_1", interval: "month", renews: true, payment: "paid" },
      { planVersionId: "pv_2", interval: "month", renews: false, payment: "paid" },
    ),
  ).toEqual([
    { field: "plan", before: "pv_1", after: "pv_2" },
    { field: "renews", before: true, after: false },
  ]);
});

test("something that was not there before has no before, and nothing is no value", () => {
  expect(changesOf({ line2: "" }, { line2: "Floor 3", city: "", reason: null })).toEqual([
    { field: "line2", before: undefined, after: "Floor 3" },
  ]);
  expect(changesOf(null, { stripeCustomerId: "cus_1" })).toEqual([
    { field: "stripeCustomerId", before: undefined, after: "cus_1" },
  ]);
});

test("ids that mean nothing to people are left out", () => {
  expect(changesOf({ reservationId: "rsv_1" }, null)).toEqual([]);
});

test("a field of which the after does not speak has not gone, one that the after empties has", () => {
  expect(changesOf({ state: "reserved" }, { planVersionId: "pv_2", reason: null })).toEqual([
    { field: "plan", before: undefined, after: "pv_2" },
  ]);
  expect(changesOf({ line2: "Floor 3" }, { line2: "" })).toEqual([
    { field: "line2", before: "Floor 3", after: undefined },
  ]);
  expect(changesOf({ name: "Portal" }, null)).toEqual([
    { field: "name", before: "Portal", after: undefined },
  ]);
});

test("lists are read as lists, and a threshold says what it is one of", () => {
  expect(changesOf({ percents: [80] }, { percents: [50, 80], amountsMinor: [] })).toEqual([
    { field: "percents", before: "80", after: "50, 80" },
  ]);
  expect(changesOf(null, { month: "2026-11", subject: "component:calls", threshold: "80" })).toEqual([
    { field: "month", before: undefined, after: "2026-11" },
    { field: "component", before: undefined, after: "calls" },
    { field: "percents", before: undefined, after: "80" },
  ]);
  expect(changesOf(null, { subject: "cost", threshold: "30000" })).toEqual([
    { field: "amountMinor", before: undefined, after: "30000" },
  ]);
});
