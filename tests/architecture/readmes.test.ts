import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const features = "lib/features";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const rooms = readdirSync(path.join(root, features), { recursive: true, encoding: "utf8" })
  .filter((name) => path.basename(name) === "README.md")
  .map((name) => path.posix.join(features, path.dirname(name)));

/** Without the indentation, which may differ between a test and the page that shows it. */
const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join("\n");

test.each(rooms)("the example of %s is code that example.test.ts runs", (room) => {
  const [, example] = /```ts\n([\s\S]*?)```/.exec(read(`${room}/README.md`)) ?? [];
  expect(example?.split("\n").length).toBeLessThan(40);
  expect(lines(read(`${room}/example.test.ts`))).toContain(lines(example ?? "nothing").trim());
});

test.each(rooms)("the tests that %s names hold its invariants: they exist", (room) => {
  const named = [...read(`${room}/README.md`).matchAll(/[→;] `([^`]+\.test\.ts)`(?:, "([^"]+)")?/g)];
  const missing = named.filter(([, file = "", title = ""]) => {
    const from = file.startsWith("tests/") ? file : `${room}/${file}`;
    return !existsSync(path.join(root, from)) || !read(from).includes(title);
  });
  expect(missing.map(([text]) => text)).toEqual([]);
});

test("there are rooms with a README, and their invariants name tests", () => {
  expect(rooms.length).toBeGreaterThan(4);
  const arrows = rooms.flatMap((room) => [...read(`${room}/README.md`).matchAll(/→ `/g)]);
  expect(arrows.length).toBeGreaterThan(30);
});
