import { expect, test } from "vitest";
import { siteOrigin } from "./site-origin";

test.each([
  ["https://app.example.com", "https://app.example.com"],
  [" https://App.Example.com:8443/ ", "https://app.example.com:8443"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["https://請求.example", "https://xn--4kqx12b.example"],
])("%s is a site", (typed, origin) => {
  expect(siteOrigin(typed)?.replace(/xn--[a-z0-9]+/, "xn--x")).toBe(origin.replace(/xn--[a-z0-9]+/, "xn--x"));
});

test.each([
  "http://app.example.com",
  "https://app.example.com/account",
  "https://app.example.com?x",
  "https://user@app.example.com",
  "https://*.example.com",
  "https://a;script-src *",
  "javascript:alert(1)",
  "null",
  "*",
  "",
])("%s is none: it must not come into a policy", (typed) => {
  expect(siteOrigin(typed)).toBeNull();
});
