import { expect, test } from "vitest";
import { AmbiguousJson, parseStrictly } from "./strict-json";

function problemsOf(text: string) {
  try {
    parseStrictly(text);
    return null;
  } catch (error) {
    if (error instanceof AmbiguousJson) return error.fields.map(({ field, rule }) => `${field}: ${rule}`);
    throw error;
  }
}

test.each([
  ['{"a":1,"a":2}', ["a: duplicate_field"]],
  ['{"a":{"b":1},"c":[{"b":1,"b" : 1}]}', ["c.0.b: duplicate_field"]],
  // Written differently, the same name.
  ['{"a":1,"\\u0061":2}', ["a: duplicate_field"]],
  ['{"a":9007199254740993}', ["a: unsafe_number"]],
  ["[-12345678901234567890]", ["0: unsafe_number"]],
  ['{"a":0.12345678901234567890}', ["a: unsafe_number"]],
  ['{"a":1e400}', ["a: unsafe_number"]],
])("%s is refused", (text, problems) => expect(problemsOf(text)).toEqual(problems));

test.each([
  '{"a":9007199254740992,"b":{"a":1},"c":[{"a":1},{"a":2}]}',
  // What looks like fields and numbers within text.
  '{"a":"\\"b\\":1 and \\"b\\":2","at":"9007199254740993"}',
  "[0.30000000000000004,1.5000000000000000000,-0,0.000,100000000000000000000,1e21,5e-324]",
  '"text"',
  "null",
  '{"__proto__":1,"constructor":{"__proto__":2}}',
])("%s is what JSON.parse makes of it", (text) => expect(parseStrictly(text)).toEqual(JSON.parse(text)));

test("lists within lists without end are refused, and soon", () =>
  expect(problemsOf("[".repeat(40_000) + "]".repeat(40_000))).toEqual([": too_deep"]));

test("what is no JSON is told from what is ambiguous", () => {
  for (const text of ["", "{", "{a:1}", "[1,]", "// c\n1"])
    expect(() => parseStrictly(text)).toThrow(SyntaxError);
});
