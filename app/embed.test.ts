import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the loader is small enough for anybody's page, and brings nothing along", () => {
  const script = readFileSync(new URL("../public/embed.js", import.meta.url), "utf8");
  expect(Buffer.byteLength(script)).toBeLessThan(3 * 1024);
  expect(script).not.toMatch(/\bimport\b|\brequire\(/);
});
