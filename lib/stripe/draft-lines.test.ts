import { expect, test } from "vitest";
import {
  addedLine,
  compareLines,
  correctionOf,
  type ExpectedLine,
  type Line,
  takenBack,
} from "./draft-lines";

const days = { from: "2026-12-01", to: "2026-12-31" };
const hour = (day: string) => Date.parse(`${day}T10:00:00Z`) / 1000;

const wanted = (more: Partial<ExpectedLine> = {}): ExpectedLine => ({
  text: "Base",
  amountMinor: 5000n,
  ...days,
  taxes: [],
  priceId: "price_base",
  wholeMinor: null,
  discountId: null,
  ...more,
});

let made = 0;
const line = (amount: number, price: string | null, more: object = {}): Line =>
  ({
    id: `il_${++made}`,
    amount,
    description: "1 × Starter",
    discountable: true,
    metadata: {},
    period: { start: hour(days.from), end: hour(days.to) },
    pricing: price ? { price_details: { price } } : null,
    taxes: [],
    ...more,
  }) as unknown as Line;

/** The line as it stands after what Choba asked for. */
const after = (before: Line, change: object): Line => ({ ...before, ...change }) as Line;
const ours = new Set(["price_base", "price_old"]);

test("what was done before is found, and nothing is done twice", () => {
  const expected = [wanted(), wanted({ text: "Discount", amountMinor: -500n, priceId: null })];
  const draft = [line(5000, "price_base"), line(3000, "price_old"), line(700, "price_theirs")];
  const first = compareLines(draft, expected, ours);
  expect(first.missing.map(({ index }) => index)).toEqual([1]);
  expect(first.surplus.map(({ amount }) => amount)).toEqual([3000]);
  expect(first.theirs.map(({ amount }) => amount)).toEqual([700]);

  const [match] = first.matched;
  const corrected = after(draft[0] as Line, (match && correctionOf(match)[0]) ?? {});
  const added = [...first.missing.map(addedLine), ...first.surplus.map(takenBack)].map((each) =>
    line(each.amount ?? 0, null, each),
  );
  const again = compareLines([corrected, ...draft.slice(1), ...added], expected, ours);
  expect(again.missing).toEqual([]);
  expect(again.surplus).toEqual([]);
  expect(again.matched.flatMap((each) => correctionOf(each))).toEqual([]);
  expect(again.settled.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  expect(again.theirs.map(({ amount }) => amount)).toEqual([700]);
});

test("a part takes the place of the whole that the subscription billed; another amount is taken back", () => {
  const part = wanted({ amountMinor: 2258n, wholeMinor: 5000n });
  const { matched, surplus } = compareLines([line(5000, "price_base")], [part], ours);
  expect(matched.flatMap((each) => correctionOf(each))).toMatchObject([{ amount: 2258 }]);
  expect(surplus).toEqual([]);
  const doubled = compareLines([line(10_000, "price_base")], [part], ours);
  expect(doubled.surplus).toHaveLength(1);
  expect(doubled.missing).toHaveLength(1);
});

test("a line that somebody changed after Choba gets its amount back", () => {
  const changed = line(4000, null, {
    metadata: { choba_line: "0" },
    description: "Base",
    discountable: false,
  });
  const { matched } = compareLines([changed], [wanted()], ours);
  expect(matched.flatMap((each) => correctionOf(each))).toMatchObject([{ amount: 5000 }]);
});

test("a line of ours that is not expected any more is taken back, and is never taken for people's", () => {
  const stray = line(1, null, { metadata: { choba_line: "7" } });
  const { theirs, surplus } = compareLines([stray], [wanted()], ours);
  expect([theirs, surplus]).toEqual([[], [stray]]);
  const back = line(-1, null, takenBack(stray));
  expect(compareLines([stray, back], [wanted()], ours)).toMatchObject({
    surplus: [],
    settled: [back, stray],
  });
});
