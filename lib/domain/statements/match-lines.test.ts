import fc from "fast-check";
import { expect, test } from "vitest";
import { matchLines } from "./match-lines";

const stated = (id: string, text: string, amountMinor: bigint) => ({
  id,
  texts: [text, `${text}（日本語）`],
  amountMinor,
});
const invoiced = (id: string, text: string, amountMinor: bigint) => ({ id, text, amountMinor });

test("by text and amount, else by text, else by amount; each line once", () => {
  const lines = [
    stated("calls", "API calls", 1000n),
    stated("storage", "Storage", 300n),
    stated("more", "More storage", 300n),
    stated("free", "Included calls", 0n),
    stated("missing", "Never invoiced", 5n),
  ];
  const matches = matchLines(lines, [
    invoiced("1", "Base fee", 9000n),
    invoiced("2", "Extra", 300n),
    invoiced("3", "api  calls", 900n),
    invoiced("4", "Storage（日本語）", 300n),
    invoiced("5", "A gift", 0n),
  ]);
  expect(matches.map(({ statedId, invoicedId }) => `${statedId}:${invoicedId}`).sort()).toEqual([
    "calls:3",
    "more:2",
    "storage:4",
  ]);
  expect(matches.find(({ statedId }) => statedId === "calls")?.invoicedMinor).toBe(900n);
});

test("no line is used twice, and a statement that was copied whole is matched whole, in any order", () => {
  const copied = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.bigInt(0n, 3n)), { maxLength: 8 });
  fc.assert(
    fc.property(copied, fc.nat(7), (lines, turn) => {
      const made = lines.map(([text, amount], index) => stated(`s${index}`, text, amount));
      const there = lines.map(([text, amount], index) => invoiced(`i${index}`, text, amount));
      const turned = [...there.slice(turn), ...there.slice(0, turn)];
      const matches = matchLines(made, turned);
      expect(new Set(matches.map(({ invoicedId }) => invoicedId)).size).toBe(lines.length);
      for (const { statedId, invoicedMinor } of matches)
        expect(made.find(({ id }) => id === statedId)?.amountMinor).toBe(invoicedMinor);
    }),
  );
});
