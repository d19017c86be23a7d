import { expect, test } from "vitest";
import { creditedByLine } from "./credited-by-line";

// ¥8,000 and ¥4,000, and ¥1,200 of tax on top.
const invoice = {
  totalMinor: 13_200n,
  lines: [
    { id: "base", netMinor: 8_000n },
    { id: "seats", netMinor: 4_000n },
  ],
};
const credited = (...notes: Parameters<typeof creditedByLine>[1]) => [
  ...creditedByLine(invoice, notes).values(),
];

test("a credit note lowers the lines that it names; its rest lowers all lines in proportion", () => {
  expect(credited()).toEqual([0n, 0n]);
  expect(credited({ totalMinor: 13_200n, lines: [] })).toEqual([8_000n, 4_000n]);
  expect(credited({ totalMinor: 3_300n, lines: [] })).toEqual([2_000n, 1_000n]);
  const seats = { lineId: "seats", netMinor: 4_000n, grossMinor: 4_400n };
  expect(credited({ totalMinor: 4_400n, lines: [seats] })).toEqual([0n, 4_000n]);
  expect(credited({ totalMinor: 4_400n, lines: [seats] }, { totalMinor: 4_400n, lines: [] })).toEqual([
    4_000n,
    4_000n,
  ]);
});
