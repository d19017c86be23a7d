import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { arrowsBetween, arrowsOnCycles, filesBehind, folderOf } from "./rooms";
import { sources } from "./sources";

/** The wings of lib/features from the ground up. Each may use those before it. */
const wings = [
  "foundation",
  "usage",
  "people",
  "catalog",
  "payers",
  "license",
  "billing",
  "console",
  "stripe",
  "demo",
];

const all = sources();
const features = all.filter(({ file }) => file.startsWith("lib/features/"));
const roomOf = (file: string) => (file.startsWith("lib/features/") ? folderOf(file).slice(13) : undefined);
const wingOf = (room: string) => room.split("/")[0] ?? "";
const arrows = arrowsBetween(features, roomOf, { typeOnly: true });
const rooms = [...new Set(features.map(({ file }) => roomOf(file) ?? ""))].sort();

test("there are rooms to check", () => {
  expect(rooms.length).toBeGreaterThan(50);
  expect(arrows.length).toBeGreaterThan(500);
});

test("every room is in a wing", () => {
  expect(rooms.filter((room) => !wings.includes(wingOf(room)) || !room.includes("/"))).toEqual([]);
});

test("wings lean one way: a wing uses itself and those below it", () => {
  const upwards = arrows.filter(({ from, to }) => wings.indexOf(wingOf(to)) > wings.indexOf(wingOf(from)));
  expect(upwards.map(({ file, imported }) => `${file} -> ${imported}`)).toEqual([]);
});

test("rooms lean one way: there is no cycle of rooms, not even of types", () => {
  expect(arrowsOnCycles(arrows)).toEqual([]);
});

test("only the outbox loads code late", () => {
  const late = features.filter(({ imports }) => imports.some(({ isLate }) => isLate));
  expect(late.map(({ file }) => file)).toEqual(["lib/features/foundation/outbox/handlers.ts"]);
});

test("a use-case needs few files", () => {
  const byFile = new Map(all.map((source) => [source.file, source]));
  const edges = all.filter(({ file }) => /^(app|api|server|demo)\//.test(file));
  const called = new Set(
    edges.flatMap(({ imports }) =>
      imports
        .filter(({ from, typeOnly }) => !typeOnly && from.startsWith("lib/features/"))
        .map(({ from }) => `${from}.ts`),
    ),
  );
  const sizes = [...called].map((file) => filesBehind(file, byFile).size).sort((a, b) => a - b);
  expect(sizes.length).toBeGreaterThan(100);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(100);
});

describe("docs/architecture.md", () => {
  const map = readFileSync(fileURLToPath(new URL("../../docs/architecture.md", import.meta.url)), "utf8");

  test("names every room in the row of its wing, and the wings from the ground up", () => {
    const rows = [...map.matchAll(/^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$/gm)].map(([, wing, named]) => ({
      wing,
      rooms: [...(named ?? "").matchAll(/`([\w/-]+)`/g)].map(([, room]) => `${wing}/${room}`).sort(),
    }));
    expect(rows.map(({ wing }) => wing)).toEqual(wings);
    expect(rows.flatMap((row) => row.rooms).sort()).toEqual(rooms);
  });
});
