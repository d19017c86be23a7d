import fc from "fast-check";
import { expect, test } from "vitest";
import { applyMethod, replaceCell } from "./cell";
import { merge, type Tally } from "./tally";

const keyAt = (second: number) => `key-${second % 3}-${second}`;

/** The day from all of its cells, computed the slow way. */
function counted(cells: ReadonlyMap<number, bigint>): Tally | null {
  let day: Tally | null = null;
  for (const [second, value] of cells) {
    const lastAt = Math.floor(second / 2) * 1000;
    const one = { events: 1, sum: value, max: value, last: value, lastAt, lastKey: keyAt(second) };
    day = day ? merge(day, one) : one;
  }
  return day;
}

test("whatever is set, lowered and removed, the day equals a count of all its cells", () => {
  const step = fc.record({
    second: fc.integer({ min: 0, max: 5 }),
    after: fc.option(fc.bigInt({ min: -5n, max: 5n })),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const cells = new Map<number, bigint>();
      let day: Tally | null = null;
      for (const { second, after } of steps) {
        const before = cells.get(second) ?? null;
        if (after === null) cells.delete(second);
        else cells.set(second, after);
        if (before === null && after === null) continue;
        // Two cells share each instant, so that keys decide which is the newest.
        const cell = { key: keyAt(second), atMs: Math.floor(second / 2) * 1000, before, after };
        const next: Tally | null | "recount" = replaceCell(day, cell);
        day = next === "recount" ? counted(cells) : next;
        expect(day).toEqual(counted(cells));
      }
    }),
  );
});

test("raising a value, or lowering one that is neither the largest nor the newest, needs no recount", () => {
  const day = { events: 2, sum: 7n, max: 5n, last: 2n, lastAt: 1_000, lastKey: "b" };
  const lowered = replaceCell(day, { key: "b", atMs: 1_000, before: 2n, after: 1n });
  expect(lowered).toEqual({ ...day, sum: 6n, last: 1n });
  const raised = replaceCell(day, { key: "a", atMs: 500, before: 5n, after: 9n });
  expect(raised).toEqual({ ...day, sum: 11n, max: 9n });
  expect(replaceCell(day, { key: "a", atMs: 500, before: 5n, after: 4n })).toBe("recount");
  expect(replaceCell(day, { key: "b", atMs: 1_000, before: 2n, after: null })).toBe("recount");
});

test("a value that was never set counts from zero and may become negative", () => {
  expect(applyMethod(null, "add", 3n)).toBe(3n);
  expect(applyMethod(null, "sub", 3n)).toBe(-3n);
  expect(applyMethod(10n, "sub", 3n)).toBe(7n);
  expect(applyMethod(10n, "direct", 3n)).toBe(3n);
});
