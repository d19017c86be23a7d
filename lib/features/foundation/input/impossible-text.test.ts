import { expect, test } from "vitest";
import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { parseInput } from "./parse-input";

const refusalOf = (raw: unknown) => {
  try {
    parseInput(z.unknown(), raw);
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.fields;
    throw error;
  }
};

test.each([
  [{ name: "a\ud800" }, "name"],
  [{ name: "\udc00a" }, "name"],
  [{ name: "a\u0000" }, "name"],
  [{ filters: { "a\u0000": "x" } }, "filters"],
  [{ list: ["a", { b: "\ud800" }] }, "list.1.b"],
  ["\u0000", ""],
])("%j is refused by its field", (raw, field) =>
  expect(refusalOf(raw)).toEqual([{ field, rule: "impossible_text" }]),
);

test("whole characters outside the first plane pass, and so do dates and files", () =>
  expect(refusalOf({ name: "𠮷野家 😀", at: new Date(0), bytes: new Uint8Array([0]) })).toBeNull());

test("lists within lists end somewhere", () => {
  let raw: unknown = [];
  for (let level = 0; level < 40_000; level++) raw = [raw];
  expect(refusalOf(raw)).toMatchObject([{ rule: "too_deep" }]);
});
