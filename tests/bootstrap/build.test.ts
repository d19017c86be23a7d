import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceDigest } from "@/server/bootstrap/build.mjs";

let root: string;
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "choba-build-"));
  write("app/page.tsx", "one");
  write("package-lock.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["a changed page", "app/page.tsx", "two"],
  ["a new file in a nested folder", "lib/domain/money/money.ts", ""],
  ["other packages", "package-lock.json", "{ }"],
  ["another configuration", "next.config.ts", ""],
  ["a changed translation", "lib/i18n/messages/ja/billing.json", "{}"],
])("%s asks for a new build", (_, file, text) => {
  const before = sourceDigest(root);
  write(file, text);
  expect(sourceDigest(root)).not.toBe(before);
});

test.each([
  ["a test", "lib/domain/money/money.test.ts"],
  ["the docs", "docs/operations.md"],
  ["a result", ".next/x.ts"],
  ["how the browser is started for the tests", "playwright.config.ts"],
])("%s does not", (_, file) => {
  const before = sourceDigest(root);
  write(file, "anything");
  expect(sourceDigest(root)).toBe(before);
});
