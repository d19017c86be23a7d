import { expect, test } from "vitest";
import { sortEvent } from "./sort-event";

const whole = {
  id: "evt_1",
  object: "event",
  type: "customer.updated",
  livemode: false,
  data: { object: { id: "cus_1" } },
};
const sort = (change: object, live: boolean | null = false) =>
  sortEvent(JSON.stringify({ ...whole, ...change }), live);

test("an event of ours is processed", () => {
  expect(sort({})).toEqual({
    id: "evt_1",
    type: "customer.updated",
    objectId: "cus_1",
    payload: whole,
    aside: null,
  });
  expect(sort({ livemode: true }, null).aside).toBeNull();
  expect(sort({ data: { object: { object: "balance" } } })).toMatchObject({ objectId: "", aside: null });
});

test.each([
  ["thin", { object: "v2.core.event", data: undefined }],
  ["no_data", { data: undefined }],
  ["no_data", { data: { object: null } }],
  ["no_data", { data: [] }],
  ["no_data", { id: "" }],
  ["no_data", { type: 7 }],
  ["other_account", { account: "acct_other" }],
  ["other_mode", { livemode: true }],
  ["nul", { note: "a\0b" }],
  ["nul", { "a\0b": 1 }],
  ["nul", { note: "\ud800" }],
] as const)("%s: %j is set aside", (aside, change) => {
  expect(sort(change).aside).toBe(aside);
});

test("what PostgreSQL cannot store is replaced, and a written-out escape is left alone", () => {
  expect(sort({ note: "a\0\0b\udc00c😀" }).payload).toMatchObject({ note: "a��b�c😀" });
  expect(sort({ note: "\\u0000" })).toMatchObject({ payload: { note: "\\u0000" }, aside: null });
  expect(sort({ id: "evt\0", type: "x\0y" })).toMatchObject({ id: "evt�", type: "x�y" });
});

test("what is no JSON, or no object, keeps its words and the same name each time", () => {
  for (const body of ["{", "", "\0", "null", "[1]", '"evt"', "12"]) {
    const sorted = sortEvent(body, false);
    expect(["unreadable", "no_data"]).toContain(sorted.aside);
    expect(sorted.id).toMatch(/^unnamed_/);
    expect(sortEvent(body, false).id).toBe(sorted.id);
  }
  expect(sortEvent("{", false)).toMatchObject({ aside: "unreadable", payload: { text: "{" } });
});
