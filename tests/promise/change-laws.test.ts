import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareHoldings } from "@/lib/domain/license/compare-holdings";
import type { Holding } from "@/lib/domain/license/holding";
import { periodOf } from "@/lib/domain/license/periods";
import type { Change } from "@/lib/domain/promise/change";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { BilledLine } from "@/lib/domain/promise/lines/billed-line";
import { chargeStep } from "@/lib/domain/promise/lines/charge-step";
import { fixedLines } from "@/lib/domain/promise/lines/fixed-lines";
import { promiseChange } from "@/lib/domain/promise/promise-change";
import { promiseEnd } from "@/lib/domain/promise/promise-end";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import { addDays, daysIn } from "@/lib/domain/time/day-span";
import { nought, Rational, total } from "../pricing/rational";
import { currencies, holdings, percentCoupons, taxRoundings, taxSettings } from "./arbitraries";
import { billedAfter, changeOn, coupon, noTerms } from "./fixtures";

/** What holds for one change, in each mode. */

const runs = { numRuns: 150 };
const begin = "2027-02-01";

/** A license whose running period is billed, changed twice on one day. */
type Case = { held: Holding; second: Holding; third: Holding; change: Change };

type Options = { sameInterval?: boolean; coupons?: boolean; currencies?: readonly string[] };

const casesOf = ({ sameInterval = false, coupons: hasCoupons = true, currencies: of }: Options = {}) =>
  (of ? fc.constantFrom(...of) : currencies).chain((currency) =>
    holdings(currency).chain((holding) =>
      fc
        .record({
          held: holding,
          second: holding,
          third: holding,
          dayInPeriod: fc.integer({ min: 0, max: 364 }),
          partBefore: fc.integer({ min: 0, max: 20 }),
          taxes: taxSettings,
          taxRounding: taxRoundings,
          coupons: hasCoupons ? percentCoupons : fc.constant([]),
          standing: fc.constantFrom("paid" as const, "open" as const),
        })
        .map(({ held, dayInPeriod, partBefore, standing, ...chosen }): Case => {
          const { second: other, third: last, ...more } = chosen;
          const steady = (holding: Holding) =>
            sameInterval ? { ...holding, interval: held.interval } : holding;
          const [second, third] = [steady(other), steady(last)];
          const from = addDays(begin, partBefore);
          const yearStart = held.interval === "year" ? from : null;
          const period = periodOf(held.interval, yearStart, from);
          const span = { from, until: period.until };
          const terms = { ...noTerms, ...more };
          const first = promisePeriod({ ...terms, day: from, holding: held, span, yearStart, billed: [] });
          const billed = billedAfter([], first, "in_0", standing);
          const day = addDays(from, dayInPeriod % daysIn(span));
          return {
            held,
            second,
            third,
            change: changeOn(day, held, second, billed, { ...terms, yearStart }),
          };
        }),
    ),
  );

const amountOf = (lines: readonly { amountMinor: bigint }[]) =>
  total(lines.map(({ amountMinor }) => amountMinor));
const documentsOf = (promise: ChargePromise) => [promise, ...promise.creditNotes];
const beforeTax = (...promises: ChargePromise[]) =>
  total(promises.flatMap((promise) => documentsOf(promise).map(({ lines }) => amountOf(lines))));
const givenBack = ({ givenBack: given }: ChargePromise) => amountOf(given);
type Priced = Pick<
  BilledLine,
  "component" | "optionKey" | "quantity" | "unitAmountMinor" | "interval" | "planName"
>;
const identity = ({ component, optionKey, quantity, unitAmountMinor, interval, planName }: Priced) =>
  JSON.stringify([component, optionKey, quantity, unitAmountMinor, interval, planName]);

/** The change after another one of the same day. */
function then({ change, second }: Case, first: ChargePromise, wanted: Holding): Change {
  const billed = billedAfter(change.billed, first, "in_1", change.billed[0]?.standing);
  const isYearOn = second.interval === "year" && change.held?.interval === "year";
  const yearStart = second.interval === "month" ? null : isYearOn ? change.yearStart : change.day;
  const period = periodOf(second.interval, yearStart, change.day);
  return { ...change, held: second, wanted, yearStart, period, billed };
}

const cases = casesOf();
const steadyCases = casesOf({ sameInterval: true });

describe("a change made in two steps on one day", () => {
  const both = (
    law: (input: Case, once: ChargePromise, steps: [ChargePromise, ChargePromise]) => void,
    arbitrary = steadyCases,
  ) =>
    fc.assert(
      fc.property(arbitrary, (input) => {
        const { change, third } = input;
        const first = promiseChange(change);
        const again = promiseChange(then(input, first, third));
        law(input, promiseChange({ ...change, wanted: third }), [first, again]);
      }),
      runs,
    );

  /** How many lines the second step brings back that the first one ended. */
  const comeBack = ({ change, third }: Case, [first]: readonly ChargePromise[]): number => {
    const ended = new Set(first?.givenBack.map(({ billedLineId }) => billedLineId));
    const period = periodOf(third.interval, change.yearStart, change.day);
    const wanted = new Set(fixedLines(third, period, change.yearStart).map(identity));
    return change.billed.filter((line) => ended.has(line.id) && wanted.has(identity(line))).length;
  };

  test("costs the same before tax, exactly; to one unit for each line that the second step brings back", () => {
    both(
      (input, once, steps) => {
        const beside = beforeTax(...steps) - beforeTax(once);
        const bound = chargeStep(once.currency) * BigInt(comeBack(input, steps));
        expect(beside <= bound && -beside <= bound).toBe(true);
      },
      casesOf({ sameInterval: true, coupons: false }),
    );
  });

  test("costs the same before tax with coupons, too, if the second step charges the same lines", () => {
    both((input, once, steps) => {
      fc.pre(comeBack(input, steps) === 0 && sameCharges(once, steps[1]));
      expect(beforeTax(...steps)).toBe(beforeTax(once));
    });
  });

  test("costs the same tax, to one unit for each rate and document", () => {
    both((_input, once, steps) => {
      fc.pre(beforeTax(...steps) === beforeTax(once));
      fc.pre(sameCharges(once, steps[1]) && !["ISK", "KWD"].includes(once.currency));
      const taxOf = (...promises: ChargePromise[]) =>
        total(promises.flatMap((each) => documentsOf(each).map(({ taxes }) => amountOf(taxes))));
      const rates = [...steps, once].flatMap((each) =>
        documentsOf(each).flatMap(({ taxes }) => taxes),
      ).length;
      const beside = taxOf(...steps) - taxOf(once);
      expect(beside <= BigInt(rates) && -beside <= BigInt(rates)).toBe(true);
    });
  });
});

const sameCharges = (a: ChargePromise, b: ChargePromise) => {
  const texts = ({ lines }: ChargePromise) =>
    lines.flatMap((line) => (line.kind === "charge" ? [`${line.component} ${line.amountMinor}`] : [])).join();
  return texts(a) === texts(b);
};

describe("a change", () => {
  test("does not depend on the order of components and of billed lines", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom("prorated", "difference", "full", "none"), ({ change }, mode) => {
        const { wanted } = change;
        const components = wanted.definition.components.toReversed();
        const shuffled: Change = {
          ...change,
          mode,
          billed: change.billed.toReversed(),
          wanted: { ...wanted, definition: { ...wanted.definition, components } },
        };
        expect(promiseChange(shuffled)).toEqual(promiseChange({ ...change, mode }));
      }),
      runs,
    );
  });

  test("to what is held costs nothing, and made twice it costs nothing the second time", () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { change, held, second } = input;
        const same = promiseChange({ ...change, wanted: held });
        expect([same.lines, same.givenBack]).toEqual([[], []]);
        const again = promiseChange(then(input, promiseChange(change), second));
        expect([again.lines, again.givenBack, again.dueNowMinor]).toEqual([[], [], 0n]);
      }),
      runs,
    );
  });

  test("that is more gives back no more than was billed, and never a negative charge", () => {
    fc.assert(
      fc.property(cases, ({ change, held, second }) => {
        fc.pre(compareHoldings(held, second) === "more");
        const promise = promiseChange(change);
        const billed =
          amountOf(change.billed) - amountOf(change.billed.flatMap(({ discounts }) => discounts));
        expect(givenBack(promise) <= billed).toBe(true);
        const paidOut = total(documentsOf(promise).map(({ totalMinor }) => totalMinor));
        const billedTax = amountOf(change.billed.flatMap(({ taxes }) => taxes));
        // Tax is rounded anew for each rate.
        const taxes = documentsOf(promise).flatMap((document) => document.taxes);
        const slack = chargeStep(promise.currency) * BigInt(taxes.length + change.billed.length);
        expect(-paidOut <= billed + billedTax + slack).toBe(true);
        for (const { kind, amountMinor } of promise.lines)
          expect(kind === "charge" ? amountMinor >= 0n : amountMinor <= 0n).toBe(true);
      }),
      runs,
    );
  });

  test("credits open invoices by no more than is left to pay, and the rest stands on the new one", () => {
    fc.assert(
      fc.property(cases, fc.bigInt({ min: 0n, max: 100_000n }), ({ change }, openMinor) => {
        const billed = change.billed.map((line) => ({ ...line, standing: "open" as const }));
        const promise = promiseChange({
          ...change,
          billed,
          openInvoices: [{ invoiceId: "in_0", openMinor }],
        });
        for (const { totalMinor } of promise.creditNotes) expect(-totalMinor <= openMinor).toBe(true);
        const unused = documentsOf(promise).flatMap(({ lines }) =>
          [...lines].filter(({ kind }) => kind === "unused"),
        );
        expect(amountOf(unused)).toBe(-givenBack(promise));
      }),
      runs,
    );
  });
});

test("an open invoice that is credited in full ends at 0, with its tax, by one note or by one for each line", () => {
  fc.assert(
    fc.property(casesOf(), fc.constantFrom("half_up", "down", "up"), ({ change, held }, rounding) => {
      const terms = { ...change, taxRounding: rounding };
      const span = { from: begin, until: periodOf(held.interval, begin, begin).until };
      const input = {
        ...terms,
        day: begin,
        holding: held,
        span,
        yearStart: held.interval === "year" ? begin : null,
      };
      const invoice = promisePeriod({ ...input, billed: [] });
      const billed = billedAfter([], invoice, "in_0", "open");
      const end = { ...terms, currency: invoice.currency, day: begin, endsOn: begin };
      const credited = (lines: readonly BilledLine[]) =>
        total(promiseEnd({ ...end, billed: lines }).creditNotes.map(({ totalMinor }) => totalMinor));
      expect(credited(billed)).toBe(-invoice.totalMinor);
      expect(total(billed.map((line) => credited([line])))).toBe(-invoice.totalMinor);
    }),
    runs,
  );
});

describe("the other modes", () => {
  const inPeriod = (law: (input: Case) => void, arbitrary = steadyCases) =>
    fc.assert(fc.property(arbitrary, law), runs);

  test("`none` charges and gives back nothing, and what follows is priced from what was billed", () => {
    inPeriod(({ change }) => {
      const promise = promiseChange({ ...change, mode: "none" });
      expect([promise.lines, promise.creditNotes, promise.givenBack]).toEqual([[], [], []]);
      expect(promise.dueNowMinor).toBe(0n);
    });
  });

  test("`difference` is the new whole price less the old one, whatever the day, and nothing the second time", () => {
    inPeriod(
      ({ change, held, second }) => {
        const { yearStart, day } = change;
        const running = periodOf(held.interval, yearStart, day);
        const promise = promiseChange({ ...change, mode: "difference" });
        const whole = (holding: Holding) => amountOf(fixedLines(holding, running, yearStart));
        expect(beforeTax(promise)).toBe(whole(second) - whole(held));
        const pairsCharged = [{ from: held.planVersionId, to: second.planVersionId }];
        const again = promiseChange({ ...change, mode: "difference", pairsCharged });
        if (held.planVersionId !== second.planVersionId) expect(again.lines).toEqual([]);
      },
      casesOf({ sameInterval: true, coupons: false, currencies: ["JPY", "USD"] }),
    );
  });

  test("`full` charges whole periods, and gives back what `prorated` gives back", () => {
    inPeriod(({ change, second }) => {
      fc.pre(second.interval === "month");
      const promise = promiseChange({ ...change, mode: "full" });
      const prorated = promiseChange(change);
      expect(promise.givenBack).toEqual(prorated.givenBack);
      const charges = promise.lines.filter(({ kind }) => kind === "charge");
      const whole = new Map(
        fixedLines(second, periodOf("month", null, change.day), null).map((line) => [line.component, line]),
      );
      for (const line of charges)
        if (line.kind === "charge") expect(line.amountMinor).toBe(whole.get(line.component)?.amountMinor);
      expect(charges).toHaveLength(prorated.lines.filter(({ kind }) => kind === "charge").length);
    });
  });

  test("`full` begins a new year today for a yearly license", () => {
    inPeriod(({ change, second }) => {
      fc.pre(second.interval === "year" && change.day !== change.yearStart);
      const promise = promiseChange({ ...change, mode: "full" });
      const span = periodOf("year", change.day, change.day);
      for (const line of promise.lines) if (line.kind === "charge") expect(line.span).toEqual(span);
      expect(promise.givenBack).toHaveLength(change.billed.length);
    });
  });
});

test("a coupon of an amount takes no more than its amount in a period, and what is given back may be taken again", () => {
  const months = holdings("JPY").chain((holding) =>
    fc.tuple(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 27 }), holding), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 20_000 }),
    ),
  );
  fc.assert(
    fc.property(months, ([steps, amount]) => {
      const value = { type: "amount" as const, amountMinor: String(amount), currency: "JPY" };
      let [billed, held, takenMinor]: [BilledLine[], Holding | null, bigint] = [[], null, 0n];
      const inOrder = steps.toSorted(([a], [b]) => a - b);
      for (const [index, [offset, chosen]] of inOrder.entries()) {
        const wanted: Holding = { ...chosen, interval: "month" };
        const coupons = [coupon(value, { takenMinor })];
        const promise = promiseChange(
          changeOn(addDays("2027-03-01", offset), held, wanted, billed, { coupons }),
        );
        const returned = amountOf(promise.givenBack.flatMap((given) => given.returned));
        takenMinor += promise.discountMinor - returned;
        billed = billedAfter(billed, promise, `in_${index}`);
        held = wanted;
        expect(takenMinor >= 0n && takenMinor <= BigInt(amount)).toBe(true);
        const charged = promise.lines.filter(({ kind }) => kind === "charge");
        const left = BigInt(amount) - (takenMinor - promise.discountMinor);
        const most = amountOf(charged);
        expect(promise.discountMinor).toBe(left < most ? left : most);
      }
      const kept = billed.reduce((sum, line) => {
        const used = daysIn({ from: line.span.from, until: line.givenBackFrom ?? line.span.until });
        return sum.plus(Rational.of(amountOf(line.discounts) * BigInt(used), daysIn(line.span)));
      }, nought);
      expect(kept.isMoreThan(Rational.of(amount))).toBe(false);
    }),
    runs,
  );
});
