import { describe, expect, test } from "vitest";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { promiseEnd } from "@/lib/domain/promise/promise-end";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import { promiseTrial } from "@/lib/domain/promise/promise-trial";
import {
  amounts,
  base,
  billedAfter,
  changeOn,
  coupon,
  holding,
  noTerms,
  plan,
  seatsAt,
  switchAt,
  taxOf,
} from "./fixtures";

/** Figures that anybody can check with a pocket calculator. */

const starter = holding(plan("Starter", "JPY", [base("5000", "50000")]), 1);
const business = holding(plan("Business", "JPY", [base("12000", "120000")]), 2);
const yearly = { interval: "year" as const };
const month = (day: string, until: string) => ({ from: day, until });

describe("a purchase", () => {
  test("of ¥12,000 a month on 19 June: 12 of 30 days are ¥4,800", () => {
    const promise = promiseChange(changeOn("2026-06-19", null, business));
    expect(promise.lines).toMatchObject([
      {
        kind: "charge",
        amountMinor: 4800n,
        part: { days: 12, of: 30 },
        quantity: "1",
        unitAmountMinor: "12000",
      },
    ]);
    expect(promise.dueNowMinor).toBe(4800n);
    expect(promise.next).toMatchObject({ on: "2026-07-01", totalMinor: 12000n });
    expect(promise.next?.span).toEqual(month("2026-07-01", "2026-08-01"));
  });

  test("of a year is a whole year from today", () => {
    const promise = promiseChange(changeOn("2026-06-19", null, { ...business, ...yearly }));
    expect(promise.lines).toMatchObject([
      { amountMinor: 120000n, part: null, span: month("2026-06-19", "2027-06-19") },
    ]);
    expect(promise.next).toMatchObject({ on: "2027-06-19", totalMinor: 120000n });
  });

  test("of a year on 29 February 2028: its anniversaries are on 28 February, also in 2032", () => {
    const bought = promiseChange(changeOn("2028-02-29", null, { ...business, ...yearly }));
    expect(bought.lines[0]?.span).toEqual(month("2028-02-29", "2029-02-28"));
    expect(bought.next?.span).toEqual(month("2029-02-28", "2030-02-28"));
    const later = promisePeriod({
      ...noTerms,
      day: "2032-02-28",
      holding: { ...business, ...yearly },
      span: month("2032-02-28", "2033-02-28"),
      yearStart: "2028-02-29",
      billed: [],
    });
    expect(later.lines).toMatchObject([{ amountMinor: 120000n, part: null }]);
  });

  test("of 12 seats, 5 of them included: 7 × $20, in June 12 of 30 days are $56", () => {
    const team = holding(plan("Team", "USD", [base("4900"), seatsAt("2000", 5)]), 1, { seats: 12 });
    const promise = promiseChange(changeOn("2026-06-19", null, team));
    expect(promise.lines).toMatchObject([
      { component: "base", amountMinor: 1960n },
      { component: "seats", quantity: "7", unitAmountMinor: "2000", amountMinor: 5600n },
    ]);
    expect(promise.next?.totalMinor).toBe(18900n);
  });
});

describe("a change", () => {
  const bought = billedAfter(
    [],
    promisePeriod({
      ...noTerms,
      day: "2026-01-01",
      holding: starter,
      span: month("2026-01-01", "2026-02-01"),
      yearStart: null,
      billed: [],
    }),
    "in_1",
  );

  test("from Starter to Business on 20 January, with 12 of 31 days left: −1,935 and +4,645", () => {
    const promise = promiseChange(changeOn("2026-01-20", starter, business, bought));
    expect(promise.lines).toMatchObject([
      { kind: "unused", amountMinor: -1935n, part: { days: 12, of: 31 }, billedLineId: "in_1/0" },
      { kind: "charge", amountMinor: 4645n, part: { days: 12, of: 31 } },
    ]);
    expect(promise.totalMinor).toBe(2710n);
    expect(promise.givenBack).toMatchObject([{ billedLineId: "in_1/0", from: "2026-01-20" }]);
  });

  test("gives back on the open invoice by a credit note, and charges the whole on the new one", () => {
    const open = bought.map((line) => ({ ...line, standing: "open" as const }));
    const promise = promiseChange(changeOn("2026-01-20", starter, business, open));
    expect(amounts(promise)).toEqual([4645n]);
    expect(promise.creditNotes).toMatchObject([{ invoiceId: "in_1", totalMinor: -1935n }]);
  });

  test("of a disputed month gives nothing back, and the line stops counting", () => {
    const lost = bought.map((line) => ({ ...line, standing: "lost" as const }));
    const promise = promiseChange(changeOn("2026-01-20", starter, business, lost));
    expect(amounts(promise)).toEqual([4645n]);
    expect(promise.givenBack).toMatchObject([{ billedLineId: "in_1/0", amountMinor: 0n }]);
  });

  test("to two add-ons leaves the base untouched", () => {
    const definition = plan("Pro", "JPY", [
      base("9000"),
      switchAt("support", "3000"),
      switchAt("logs", "1500"),
    ]);
    const held = holding(definition, 1);
    const billed = billedAfter([], promiseChange(changeOn("2026-06-01", null, held)), "in_1");
    const wanted = { ...held, addons: { support: "1", logs: "1" } };
    const promise = promiseChange(changeOn("2026-06-16", held, wanted, billed));
    expect(promise.lines).toMatchObject([
      { component: "logs", amountMinor: 750n },
      { component: "support", amountMinor: 1500n },
    ]);
    expect(promise.givenBack).toEqual([]);
  });

  test("from month to year begins a year today", () => {
    const promise = promiseChange(changeOn("2026-01-20", starter, { ...starter, ...yearly }, bought));
    expect(promise.lines).toMatchObject([
      { kind: "unused", amountMinor: -1935n },
      { kind: "charge", amountMinor: 50000n, span: month("2026-01-20", "2027-01-20") },
    ]);
  });

  test("by difference: ¥12,000 less ¥5,000 in full, once for a pair of plans", () => {
    const mode = "difference" as const;
    const promise = promiseChange(changeOn("2026-01-20", starter, business, bought, { mode }));
    expect(amounts(promise)).toEqual([-5000n, 12000n]);
    expect(promise.givenBack).toMatchObject([{ from: "2026-01-01" }]);
    const pairsCharged = [{ from: starter.planVersionId, to: business.planVersionId }];
    const again = promiseChange(changeOn("2026-01-20", starter, business, bought, { mode, pairsCharged }));
    expect([again.lines, again.givenBack]).toEqual([[], []]);
  });

  test("by difference after a part month: the whole prices are compared, ¥7,000", () => {
    const part = billedAfter([], promiseChange(changeOn("2026-01-20", null, starter)), "in_1");
    const change = changeOn("2026-01-25", starter, business, part, { mode: "difference" });
    expect(amounts(promiseChange(change))).toEqual([-5000n, 12000n]);
    const open = part.map((line) => ({ ...line, standing: "open" as const }));
    const promise = promiseChange({ ...change, billed: open });
    expect(promise.creditNotes).toMatchObject([{ totalMinor: -1935n }]);
    expect(promise.totalMinor).toBe(12000n - 5000n + 1935n);
  });

  test("in full: the whole new month, less the unused days", () => {
    const promise = promiseChange(changeOn("2026-01-20", starter, business, bought, { mode: "full" }));
    expect(amounts(promise)).toEqual([-1935n, 12000n]);
    expect(promise.lines[1]?.span).toEqual(month("2026-01-01", "2026-02-01"));
  });

  test("with mode none costs nothing now, and the next period costs the new price", () => {
    const promise = promiseChange(changeOn("2026-01-20", starter, business, bought, { mode: "none" }));
    expect([promise.lines, promise.givenBack, promise.dueNowMinor]).toEqual([[], [], 0n]);
    expect(promise.next).toMatchObject({ on: "2026-02-01", totalMinor: 12000n });
  });
});

test("a coupon of 10 % and 10 % tax rounded down: 4,805 − 481 = 4,324, tax 432", () => {
  const promise = promiseChange(
    changeOn("2026-06-19", null, holding(plan("Odd", "JPY", [base("12012")]), 1), [], {
      taxes: [taxOf("10")],
      taxRounding: "down",
      coupons: [coupon({ type: "percent", percent: "10" })],
    }),
  );
  expect(amounts(promise)).toEqual([4805n, -481n]);
  expect(promise.taxes).toMatchObject([{ taxableMinor: 4324n, amountMinor: 432n }]);
  expect(promise.totalMinor).toBe(4756n);
});

test("a beginning in the past has a line for each whole or part period since", () => {
  const span = month("2026-09-11", "2026-12-01");
  const promise = promisePeriod({
    ...noTerms,
    day: "2026-11-30",
    holding: business,
    span,
    yearStart: null,
    billed: [],
  });
  expect(amounts(promise)).toEqual([8000n, 12000n, 12000n]);
  const billed = billedAfter([], promise, "in_1");
  const again = promisePeriod({
    ...noTerms,
    day: "2026-11-30",
    holding: business,
    span,
    yearStart: null,
    billed,
  });
  expect(again.lines).toEqual([]);
});

test("a trial costs nothing now, and the rest of the month in which it ends", () => {
  const promise = promiseTrial({ ...noTerms, day: "2026-06-05", trialEnd: "2026-06-19", wanted: business });
  expect([promise.lines, promise.dueNowMinor]).toEqual([[], 0n]);
  expect(promise.next).toMatchObject({ on: "2026-06-19", totalMinor: 4800n });
});

test("an early end gives the unused days back, with their tax, as balance", () => {
  const taxes = [taxOf("10")];
  const billed = billedAfter(
    [],
    promiseChange(changeOn("2026-06-01", null, business, [], { taxes })),
    "in_1",
  );
  const end = { ...noTerms, currency: "JPY", day: "2026-06-19", endsOn: "2026-06-19", billed };
  const promise = promiseEnd(end);
  expect([amounts(promise), promise.totalMinor]).toEqual([[-4800n], -5280n]);
  expect(promise.balance).toMatchObject({ creditedMinor: 5280n, afterMinor: 5280n });
});

test("amounts of ISK are whole krónur, those of KWD end in 0", () => {
  const [isk, kwd] = ["ISK", "KWD"].map((currency) =>
    promiseChange(
      changeOn("2026-01-20", null, holding(plan("Odd", currency, [base("100000")]), 1), [], {
        taxes: [taxOf("7.7")],
      }),
    ),
  );
  expect([isk?.totalMinor, kwd?.totalMinor]).toEqual([38700n + 3000n, 38710n + 2980n]);
  expect([isk?.problem, kwd?.problem]).toEqual([null, null]);
});

test("8 % and 10 % on different components, and two rates on one line, inclusive", () => {
  const definition = plan("Mixed", "JPY", [base("1000"), switchAt("paper", "333")]);
  const held = holding(definition, 1, { addons: { paper: "1" } });
  const [both] = taxOf("10").rates;
  const rates = [
    { ...both, key: "ten", percent: "10", components: ["base"] },
    { ...both, key: "eight", percent: "8", components: ["paper"] },
    { ...both, key: "city", percent: "5", inclusive: true },
  ].map((rate) => ({ ...taxOf("0").rates[0], ...rate })) as ReturnType<typeof taxOf>["rates"];
  const promise = promiseChange(
    changeOn("2026-06-01", null, held, [], { taxes: [{ ...taxOf("0"), rates }] }),
  );
  // 1,000 ÷ 1.05 × 10 % = 95.2; 333 ÷ 1.05 × 8 % = 25.4; 1,333 ÷ 1.05 × 5 % = 63.5, inside the prices.
  expect(promise.taxes.map(({ key, amountMinor }) => [key, amountMinor])).toEqual([
    ["city", 63n],
    ["eight", 25n],
    ["ten", 95n],
  ]);
  expect(promise.totalMinor).toBe(1333n + 25n + 95n);
});

describe("a coupon", () => {
  const off = { type: "percent" as const, percent: "10" };
  const pastBeginning = (coupons: ReturnType<typeof coupon>[]) =>
    promisePeriod({
      ...noTerms,
      coupons,
      day: "2026-11-30",
      holding: business,
      span: month("2026-09-01", "2026-12-01"),
      yearStart: null,
      billed: [],
    });

  test("of two months lowers the first two, and the next month costs its whole price", () => {
    const promise = pastBeginning([coupon(off, { monthsLeft: 2 })]);
    expect([promise.discountMinor, promise.next?.totalMinor]).toEqual([2400n, 12000n]);
    expect(pastBeginning([coupon(off, { monthsLeft: 4 })]).next?.totalMinor).toBe(10800n);
  });

  test("of an amount lowers each month by it, and the first by what it has left", () => {
    const value = { type: "amount" as const, amountMinor: "1000", currency: "JPY" };
    expect(pastBeginning([coupon(value, { takenMinor: 400n })]).discountMinor).toBe(2600n);
  });

  test("of one month has ended in the month after a change", () => {
    const promise = promiseChange(
      changeOn("2026-06-01", null, business, [], { coupons: [coupon(off, { monthsLeft: 1 })] }),
    );
    expect([promise.totalMinor, promise.next?.totalMinor]).toEqual([10800n, 12000n]);
  });

  test.each([
    // 12,000 − 10 % less 5,000 − 501, where 501 is the ¥194 of 12 days × 31 ÷ 12; 12,000 − 1,000 less 5,000 − 1,000.
    [off, 6301n],
    [{ type: "amount" as const, amountMinor: "1000", currency: "JPY" }, 7000n],
  ])("counts in a difference after a part month: %j", (value, expected) => {
    const coupons = [coupon(value)];
    const first = promiseChange(changeOn("2026-01-20", null, starter, [], { coupons }));
    const takenMinor = value.type === "amount" ? first.discountMinor : 0n;
    const change = changeOn("2026-01-25", starter, business, billedAfter([], first, "in_1"), {
      mode: "difference",
      coupons: [coupon(value, { takenMinor })],
    });
    expect(promiseChange(change).totalMinor).toBe(expected);
  });
});

test("tax is that of the first day that is charged: 10 % from 15 June, 8 % before", () => {
  const taxes = [taxOf("8"), { ...taxOf("10"), from: "2026-06-15" }];
  const bought = promiseChange(changeOn("2026-06-01", null, starter, [], { taxes }));
  expect(bought.totalMinor).toBe(5400n);
  const promise = promiseChange(
    changeOn("2026-06-19", starter, business, billedAfter([], bought, "in_1"), { taxes }),
  );
  // −2,000 with 8 %, as it was billed, and 4,800 with 10 %.
  expect(promise.taxes).toMatchObject([
    { percent: "10", amountMinor: 480n },
    { percent: "8", amountMinor: -160n },
  ]);
  expect(promise.totalMinor).toBe(2800n + 480n - 160n);
});

test("reverse charge bears no tax, and says why", () => {
  const taxes = [{ ...taxOf("10"), treatment: "reverse_charge" as const, reason: "eu_business" }];
  const promise = promiseChange(changeOn("2026-06-01", null, starter, [], { taxes }));
  expect(promise).toMatchObject({
    taxes: [],
    treatment: "reverse_charge",
    reason: "eu_business",
    totalMinor: 5000n,
  });
});
