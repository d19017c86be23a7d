import { expect, test } from "vitest";
import type { CountingRule } from "./contribution";
import { missingProperties } from "./missing-properties";

const rule = (more: Partial<CountingRule> = {}): CountingRule => ({
  eventName: "call",
  filter: [],
  property: "tokens",
  isUnique: false,
  ...more,
});
const ofModel = (operator: "is" | "is_not", ...values: string[]) =>
  rule({ filter: [{ property: "model", operator, values }] });

test.each<[string, CountingRule[], Record<string, string | number>, string[]]>([
  ["a misspelt property", [rule()], { token: 5 }, ["tokens"]],
  ["one that is there", [rule()], { tokens: 5 }, []],
  ["none is needed", [rule({ property: null })], {}, []],
  ["another name's", [rule({ eventName: "other" })], {}, []],
  [
    "those of several units, each once",
    [rule(), rule({ property: "bytes" }), rule()],
    {},
    ["bytes", "tokens"],
  ],
  ["what a filter asks for", [ofModel("is", "gpt")], { modle: "gpt", tokens: 5 }, ["model"]],
  ["left out by a value, as is meant", [ofModel("is", "gpt")], { model: "other" }, []],
  ["left out by an excluded value, as is meant", [ofModel("is_not", "gpt")], { model: "gpt" }, []],
  ["an excluded value that is absent lets it pass", [ofModel("is_not", "gpt")], {}, ["tokens"]],
])("%s", (_, rules, properties, expected) => {
  expect(missingProperties(rules, "call", properties)).toEqual(expected);
});
