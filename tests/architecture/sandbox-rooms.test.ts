import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sources } from "./sources";

/** The rooms of `sandbox/`, from the ground up: a room imports only rooms that stand before it. */
const ROOMS = [
  "core",
  "params",
  "shapes",
  "calendar",
  "store",
  "webhooks",
  "catalog",
  "taxes",
  "discounts",
  "payments",
  "billing",
  "adjustments",
  "time",
  "http",
  "resources",
  "operations",
  "pages",
  "control",
  // The files at the top: main.ts and server.ts.
  ".",
  "testing",
];

const readmeFile = fileURLToPath(new URL("../../sandbox/README.md", import.meta.url));

interface Arrow {
  from: string;
  to: string;
  /** The two files of the import, as `file -> file`. */
  files: string;
}

const all = sources().filter(({ file }) => file.startsWith("sandbox/"));
const stem = (file: string) => file.replace(/\.tsx?$/, "");
const known = new Set(all.map(({ file }) => stem(file)));

const roomOf = (file: string): string => /^sandbox\/([^/]+)\//.exec(file)?.[1] ?? ".";

/** Every import from one room into another, type-only ones included. */
const arrows: Arrow[] = all.flatMap(({ file, imports }) =>
  imports
    .map(({ from }) => [stem(from), `${from}/index`].find((candidate) => known.has(candidate)))
    .filter((target) => target !== undefined)
    .map((target) => ({ from: roomOf(file), to: roomOf(target), files: `${file} -> ${target}` }))
    .filter(({ from, to }) => from !== to),
);

test("there are rooms and imports to check", () => {
  expect(arrows.length).toBeGreaterThan(200);
  expect(arrows).toContainEqual(expect.objectContaining({ from: "store", to: "shapes" }));
});

test("no rooms import each other in a circle", () => {
  expect(cycleIn(arrows).map(({ files }) => files)).toEqual([]);
});

test("a cycle is found, and its files are named", () => {
  const cyclic = [
    { from: "a", to: "b", files: "a/1 -> b/1" },
    { from: "b", to: "c", files: "b/2 -> c/1" },
    { from: "c", to: "d", files: "c/1 -> d/1" },
    { from: "c", to: "b", files: "c/2 -> b/1" },
  ];
  expect(cycleIn(cyclic).map(({ files }) => files)).toEqual(["b/2 -> c/1", "c/2 -> b/1"]);
  expect(cycleIn(cyclic.slice(0, 3))).toEqual([]);
});

test("the list has every room, and every import leads to an earlier room of it", () => {
  expect([...ROOMS].sort()).toEqual([...new Set(all.map(({ file }) => roomOf(file)))].sort());
  const upward = arrows.filter(({ from, to }) => ROOMS.indexOf(to) > ROOMS.indexOf(from));
  expect(upward.map(({ files }) => files)).toEqual([]);
});

test("the README lists the same rooms in the same order", () => {
  const readme = readFileSync(readmeFile, "utf8");
  const section = readme.split(/^## /m).find((part) => part.startsWith("Rooms\n")) ?? "";
  const listed = [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, room]) => room);
  expect(listed).toEqual(ROOMS);
});

/** The imports of one cycle of rooms, in order; none if there is no cycle. */
function cycleIn(edges: Arrow[]): Arrow[] {
  const done = new Set<string>();
  for (const { from } of edges) {
    const found = walk(from, []);
    if (found.length > 0) return found;
  }
  return [];

  function walk(room: string, path: Arrow[]): Arrow[] {
    const start = path.findIndex(({ from }) => from === room);
    if (start >= 0) return path.slice(start);
    if (done.has(room)) return [];
    for (const edge of edges.filter(({ from }) => from === room)) {
      const found = walk(edge.to, [...path, edge]);
      if (found.length > 0) return found;
    }
    done.add(room);
    return [];
  }
}
