import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingPackages, systemOf } from "@/server/bootstrap/complete-lock.mjs";

test("package-lock.json works on every system: no optional package is missing (npm run lock:complete)", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(missingPackages(packages).map(({ place }) => place)).toEqual([]);
});

test("package-lock.json names no registry", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toContain('"resolved": "http');
});

test("a missing package is noticed, also inside another package", () => {
  const packages = {
    "node_modules/a": { optionalDependencies: { "a-linux-x64": "1.0.0", "a-win32-x64": "1.0.0" } },
    "node_modules/a/node_modules/a-linux-x64": {},
  };
  expect(missingPackages(packages)).toEqual([
    { place: "node_modules/a-win32-x64", version: "1.0.0", askedBy: "node_modules/a" },
  ]);
});

test.each([
  ["@next/swc-linux-arm64-musl", { os: ["linux"], cpu: ["arm64"], libc: ["musl"] }],
  ["@next/swc-win32-x64-msvc", { os: ["win32"], cpu: ["x64"] }],
  ["@biomejs/cli-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ["@swc/core-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"] }],
  ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
])("%s runs where its name says", (name, system) => {
  expect(systemOf(name)).toEqual(system);
});
