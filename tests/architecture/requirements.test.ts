import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const room = "docs/requirements";
const numbers = /\b(?:SALES|COUNT|DASH|HYBRID)-\d+\b/g;

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const documents = readdirSync(path.join(root, room)).filter((name) => name !== "README.md");
const defined = documents.flatMap((name) =>
  [...read(`${room}/${name}`).matchAll(/\*\*([A-Z]+-\d+)\*\*/g)].map(([, number]) => number),
);

const folders = [
  "api",
  "app",
  "components",
  "demo",
  "docs",
  "drizzle",
  "e2e",
  "lib",
  "sandbox",
  "server",
  "tests",
];

/** Every file that may name a requirement. */
function files(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|mjs|md|sql)$/.test(name))
      .map((name) => path.join(folder, name)),
  );
}

test("each requirement has a number of its own, counted from 1 in its document", () => {
  expect(new Set(defined).size).toBe(defined.length);
  for (const name of documents) {
    const own = [...read(`${room}/${name}`).matchAll(/\*\*[A-Z]+-(\d+)\*\*/g)].map(([, n]) => Number(n));
    expect(own, name).toEqual(own.map((_, index) => index + 1));
  }
});

test("every requirement that code or a page names exists", () => {
  const named = files().flatMap((file) =>
    [...read(file).matchAll(numbers)].map(([number]) => ({ file, number })),
  );
  expect(named.length).toBeGreaterThan(defined.length);
  expect(named.filter(({ number }) => !defined.includes(number))).toEqual([]);
});
