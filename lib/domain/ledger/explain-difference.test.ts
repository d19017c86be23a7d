import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DifferenceCause } from "./difference-cause";
import { explainDifference, type LedgerFacts, type LedgerInvoice } from "./explain-difference";

const paid = (more: Partial<LedgerInvoice> = {}): LedgerInvoice => ({
  status: "paid",
  totalMinor: 5_000n,
  manualLinesMinor: 0n,
  manualCouponsMinor: 0n,
  isFollowUp: false,
  followUpMinor: 0n,
  balanceUsedMinor: 0n,
  carriedMinor: 0n,
  paidMinor: 5_000n,
  creditedBeforePaidMinor: 0n,
  creditedLaterMinor: 0n,
  refundedMinor: 0n,
  lostInDisputesMinor: 0n,
  ...more,
});
const promised = { totalMinor: 5_000n, state: "paid" as const };

function causesOf(facts: LedgerFacts): Record<string, bigint> {
  const { causes } = explainDifference(facts);
  return Object.fromEntries(causes.map(({ cause, amountMinor }) => [cause, amountMinor]));
}

test("a charge that was invoiced and paid as promised needs no explanation", () => {
  expect(explainDifference({ promised, invoice: paid() })).toEqual({
    promisedMinor: 5_000n,
    keptMinor: 5_000n,
    causes: [],
  });
});

const cases: [string, Partial<LedgerInvoice>, Record<string, bigint>][] = [
  [
    "a person's line",
    { totalMinor: 5_300n, paidMinor: 5_300n, manualLinesMinor: 300n },
    { manual_line: 300n },
  ],
  [
    "a coupon by hand",
    { totalMinor: 4_500n, paidMinor: 4_500n, manualCouponsMinor: 500n },
    { manual_coupon: -500n },
  ],
  ["a total nobody can explain", { totalMinor: 5_001n, paidMinor: 5_001n }, { other_invoiced: 1n }],
  ["the balance paid a part", { balanceUsedMinor: 2_000n, paidMinor: 3_000n }, { balance_used: -2_000n }],
  [
    "what was owed is collected too",
    { balanceUsedMinor: -40n, paidMinor: 5_040n },
    { balance_collected: 40n },
  ],
  ["not paid yet", { status: "open", paidMinor: 0n }, { unpaid: -5_000n }],
  [
    "half of it credited, then voided",
    { status: "void", paidMinor: 0n, creditedBeforePaidMinor: 2_500n },
    { credit_note: -2_500n, voided: -2_500n },
  ],
  ["written off", { status: "uncollectible", paidMinor: 0n }, { written_off: -5_000n }],
  ["refunded in part", { refundedMinor: 700n }, { refunded: -700n }],
  [
    "credited and disputed",
    { creditedLaterMinor: 100n, lostInDisputesMinor: 4_900n },
    { credited_later: -100n, lost_dispute: -4_900n },
  ],
  ["paid too little, and nothing says why", { paidMinor: 4_999n }, { other_paid: -1n }],
  [
    "final before it was complete",
    { totalMinor: 4_000n, paidMinor: 4_000n, followUpMinor: 1_000n },
    { follows_separately: -1_000n },
  ],
];
test.each(cases)("%s", (_, more, expected) => {
  expect(causesOf({ promised, invoice: paid(more) })).toEqual(expected);
});

test("below the minimum charge nothing is paid, and the balance carries it", () => {
  const invoice = paid({ totalMinor: 30n, paidMinor: 0n, carriedMinor: 30n });
  expect(causesOf({ promised: { totalMinor: 30n, state: "paid" }, invoice })).toEqual({
    below_minimum: -30n,
  });
});

test("a total in the payer's favour becomes balance", () => {
  const invoice = paid({ totalMinor: -800n, paidMinor: 0n, balanceUsedMinor: -800n });
  expect(causesOf({ promised: { totalMinor: -800n, state: "paid" }, invoice })).toEqual({
    became_balance: 800n,
  });
});

test("what Choba did not promise is told apart: a person's invoice, and one that follows another", () => {
  expect(causesOf({ promised: null, invoice: paid() })).toEqual({ made_at_stripe: 5_000n });
  expect(causesOf({ promised: null, invoice: paid({ isFollowUp: true }) })).toEqual({ follow_up: 5_000n });
});

test.each([
  ["promised", "in_progress"],
  ["invoicing", "in_progress"],
  ["failed", "refused"],
  ["void", "given_up"],
] as const)("a charge without an invoice that is %s", (state, cause) => {
  expect(causesOf({ promised: { totalMinor: 5_000n, state }, invoice: null })).toEqual({ [cause]: -5_000n });
});

/** One thing that happens to an invoice, what it does to the facts, and how it has to be told. */
type Event = { cause: DifferenceCause; amountMinor: bigint };
const amount = fc.bigInt({ min: 0n, max: 1_000_000n });

/** Plays a life of an invoice, forwards: each event changes the facts as Stripe would, and is noted as what it is. */
const lives = fc
  .record({
    promisedMinor: amount,
    line: fc.bigInt({ min: -1_000n, max: 1_000_000n }),
    coupon: amount,
    lacking: fc.bigInt({ min: -1_000n, max: 1_000n }),
    mystery: fc.constantFrom(0n, 0n, 1n, -7n),
    balance: amount,
    credited: amount,
    end: fc.constantFrom("paid", "open", "void", "uncollectible", "draft"),
    refunded: amount,
    later: amount,
    lost: amount,
  })
  .map((life) => {
    const told: Event[] = [];
    const note = (cause: DifferenceCause, amountMinor: bigint) => told.push({ cause, amountMinor });
    note("manual_line", life.line);
    note("manual_coupon", -life.coupon);
    note("follows_separately", -life.lacking);
    note("other_invoiced", life.mystery);
    const totalMinor = life.promisedMinor + life.line - life.coupon - life.lacking + life.mystery;
    const most = totalMinor > 0n ? totalMinor : 0n;
    const balanceUsedMinor = totalMinor < 0n ? totalMinor : least(life.balance, most);
    note(totalMinor < 0n ? "became_balance" : "balance_used", -balanceUsedMinor);
    const creditedBeforePaidMinor = least(life.credited, most - (totalMinor < 0n ? 0n : balanceUsedMinor));
    note("credit_note", -creditedBeforePaidMinor);
    const rest = totalMinor - balanceUsedMinor - creditedBeforePaidMinor;
    const paidMinor = life.end === "paid" ? rest : 0n;
    const ends = { open: "unpaid", void: "voided", uncollectible: "written_off", draft: "draft" } as const;
    if (life.end !== "paid") note(ends[life.end], -rest);
    const refundedMinor = least(life.refunded, paidMinor);
    const creditedLaterMinor = least(life.later, paidMinor - refundedMinor);
    const lostInDisputesMinor = least(life.lost, paidMinor - refundedMinor - creditedLaterMinor);
    note("refunded", -refundedMinor);
    note("credited_later", -creditedLaterMinor);
    note("lost_dispute", -lostInDisputesMinor);
    const invoice = paid({
      status: life.end,
      totalMinor,
      manualLinesMinor: life.line,
      manualCouponsMinor: life.coupon,
      followUpMinor: life.lacking,
      balanceUsedMinor,
      paidMinor,
      creditedBeforePaidMinor,
      creditedLaterMinor,
      refundedMinor,
      lostInDisputesMinor,
    });
    return { facts: { promised: { totalMinor: life.promisedMinor, state: "open" as const }, invoice }, told };
  });
const least = (a: bigint, b: bigint) => (a < b ? a : b);

describe("whatever happens to an invoice", () => {
  test("each cause is told with its amount, and nothing else is", () => {
    fc.assert(
      fc.property(lives, ({ facts, told }) => {
        const expected = told.filter(({ amountMinor }) => amountMinor !== 0n);
        expect(causesOf(facts)).toEqual(
          Object.fromEntries(expected.map(({ cause, amountMinor }) => [cause, amountMinor])),
        );
      }),
    );
  });

  /** Any facts, also such as never come about. */
  const anything = fc.record({
    status: fc.constantFrom("draft", "open", "paid", "void", "uncollectible"),
    isFollowUp: fc.boolean(),
    totalMinor: fc.bigInt(),
    manualLinesMinor: fc.bigInt(),
    manualCouponsMinor: fc.bigInt(),
    followUpMinor: fc.bigInt(),
    balanceUsedMinor: fc.bigInt(),
    carriedMinor: fc.bigInt(),
    paidMinor: fc.bigInt(),
    creditedBeforePaidMinor: fc.bigInt(),
    creditedLaterMinor: fc.bigInt(),
    refundedMinor: fc.bigInt(),
    lostInDisputesMinor: fc.bigInt(),
  });

  test("the causes add up to the difference, exactly", () => {
    fc.assert(
      fc.property(fc.option(anything), fc.option(fc.bigInt()), (invoice, totalMinor) => {
        const isFollowUp = invoice?.isFollowUp && totalMinor === null;
        const facts: LedgerFacts = {
          promised: totalMinor === null ? null : { totalMinor, state: "open" },
          invoice: invoice && { ...invoice, isFollowUp: Boolean(isFollowUp) },
        };
        const { promisedMinor, keptMinor, causes } = explainDifference(facts);
        const sum = causes.reduce((all, { amountMinor }) => all + amountMinor, 0n);
        expect(sum).toBe(keptMinor - promisedMinor);
      }),
    );
  });
});
