import { expect, test } from "vitest";
import { sources } from "./sources";

/** Rooms that are one subject in pieces of a size that can be read: only these lean on each other (docs/architecture.md). */
const subjects = [
  new Set(
    "license orders reservations contracts payment-account billing-details tenants mau estimates".split(" "),
  ),
  new Set(["members", "invitations"]),
  new Set(["shared", "audit"]),
];

/** Names the operations of all rooms, all of which use the outbox. */
const registry = "lib/features/outbox/registry.ts";

const roomOf = (file: string) => /^lib\/features\/([^/]+)\//.exec(file)?.[1];

test("rooms of the use-cases lean one way, but for those that are one subject", () => {
  const leans = new Map<string, Set<string>>();
  for (const { file, imports } of sources()) {
    const room = file === registry ? undefined : roomOf(file);
    if (!room) continue;
    const others = leans.get(room) ?? new Set();
    for (const { from } of imports) {
      const other = roomOf(from);
      if (other && other !== room) others.add(other);
    }
    leans.set(room, others);
  }
  expect(leans.size).toBeGreaterThan(30);

  const circles = [...leans].flatMap(([room, others]) =>
    [...others]
      .filter((other) => reaches(other, room) && !subjects.some((one) => one.has(room) && one.has(other)))
      .map((other) => `${room} -> ${other}`),
  );
  expect(circles).toEqual([]);

  function reaches(from: string, to: string, seen = new Set<string>()): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(leans.get(from) ?? [])].some((next) => reaches(next, to, seen));
  }
});
