import { expect, test } from "vitest";
import { asciiMailAddress, readMailAddress, unicodeMailAddress } from "./mail-address";

test.each([
  ["keiri@例え.jp", "keiri@例え.jp"],
  ["keiri@xn--r8jz45g.jp", "keiri@例え.jp"],
  ["müller@example.de", "müller@example.de"],
  ["info@xn--e1afmkfd.xn--p1ai", "info@пример.рф"],
  ["経理@例え。jp", "経理@例え.jp"],
  ["a&b@acme.example", "a&b@acme.example"],
  ["x/y@acme.example", "x/y@acme.example"],
  ["a#1@acme.example", "a#1@acme.example"],
  ["a=b@acme.example", "a=b@acme.example"],
  ["o'brien+billing{x}|~!$%*?^_`@acme.example", "o'brien+billing{x}|~!$%*?^_`@acme.example"],
  ['"a b,c"@acme.example', '"a b,c"@acme.example'],
  [" Hana@ACME.Example ", "Hana@acme.example"],
  ["mu\u0308ller@example.de", "müller@example.de"],
])("%s is kept as %s", (typed, kept) => {
  expect(readMailAddress(typed)).toBe(kept);
  expect(readMailAddress(kept)).toBe(kept);
});

test.each([
  "",
  "hana",
  "none@",
  "@acme.example",
  "a@b@acme.example",
  "a b@acme.example",
  ".a@acme.example",
  "a..b@acme.example",
  "a@acme",
  "a@127.0.0.1",
  "a@acme..example",
  "a@-acme.example",
  "a@acme.example/x",
  "a@acme.example:80",
  "a,b@acme.example",
  "a\u200bb@acme.example",
  "a@ac\u00adme.example",
  'a"b@acme.example',
  "<a@acme.example>",
  `${"a".repeat(65)}@acme.example`,
  `${"あ".repeat(22)}@acme.example`,
  `a@${"b".repeat(64)}.example`,
  `a@${"b".repeat(60)}.${"b".repeat(60)}.${"b".repeat(60)}.${"b".repeat(60)}.${"b".repeat(20)}.example`,
  "a\ud800@acme.example",
])("%j is none", (typed) => expect(readMailAddress(typed)).toBeNull());

test("both writings of a domain lead to each other, and other text stays", () => {
  expect(asciiMailAddress("keiri@例え.jp")).toBe("keiri@xn--r8jz45g.jp");
  expect(unicodeMailAddress("keiri@xn--r8jz45g.jp")).toBe("keiri@例え.jp");
  for (const text of ["", "hana", "a@ac me"]) expect(asciiMailAddress(text)).toBe(text);
});
