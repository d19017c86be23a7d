import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test("a path of ours keeps its query", () => {
  expect(ownPath("/t/acme/billing?plan=business&x=1")).toBe("/t/acme/billing?plan=business&x=1");
  expect(ownPath("http://choba.test/console?q=a", "choba.test")).toBe("/console?q=a");
});

test("no address leads to another host or into a script", () => {
  for (const elsewhere of [
    "https://evil.test/",
    "//evil.test/",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "javascript:alert(1)",
    "http://choba.test.evil.test/",
    "http://choba.test@evil.test/",
    "billing",
    "",
    null,
    ["/console"],
    `/${"a".repeat(3_000)}`,
  ])
    expect(ownPath(elsewhere, "choba.test")).toBeNull();
});

test("the result is still one of our paths after a browser has normalised it", () => {
  for (const odd of ["/.//evil.test", "/a/..//evil.test", "/%2f/evil.test"]) {
    const path = ownPath(odd);
    expect(path === null || new URL(path, "http://choba.test").host === "choba.test").toBe(true);
  }
});
