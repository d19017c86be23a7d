import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChargePromise, PromisedLine } from "@/lib/domain/promise/charge-promise";
import { chargeStep } from "@/lib/domain/promise/lines/charge-step";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import { nought, Rational, total } from "../pricing/rational";
import {
  currencies,
  days,
  firstDay,
  holdings,
  lastDay,
  percentCoupons,
  taxRoundings,
  taxSettings,
} from "./arbitraries";
import { noTerms } from "./fixtures";
import { type Act, type History, play } from "./history";
import { daysOf, priceOfAll, pricesOn } from "./oracle";

/** What holds for every history of two years: purchases, changes, renewals, ends, coupons and taxes. */

const runs = { numRuns: 120 };
/** Looking at each of 730 days is slow. */
const fewRuns = { numRuns: 40 };

type Case = { acts: Act[]; terms: PromiseTerms; currency: string; history: History };

const cases = currencies.chain((currency) =>
  holdings(currency).chain((holding) => {
    const acts: fc.Arbitrary<Act>[] = [
      fc.record({ type: fc.constant("hold" as const), day: days, wanted: holding }),
      fc.record({ type: fc.constantFrom("end" as const, "stop" as const, "pay" as const), day: days }),
    ];
    const [hold = fc.constant<Act>({ type: "pay", day: firstDay }), other = hold] = acts;
    return fc
      .record({
        acts: fc.array(fc.oneof({ weight: 3, arbitrary: hold }, { weight: 1, arbitrary: other }), {
          minLength: 1,
          maxLength: 12,
        }),
        taxes: taxSettings,
        taxRounding: taxRoundings,
        coupons: percentCoupons,
        standing: fc.constantFrom("paid" as const, "open" as const),
      })
      .map(({ acts: chosen, standing, ...more }): Case => {
        const terms = { ...noTerms, ...more };
        return { acts: chosen, terms, currency, history: play(chosen, lastDay, terms, standing) };
      });
  }),
);

const holds = (law: (input: Case) => void, parameters = runs) =>
  fc.assert(fc.property(cases, law), parameters);
const documentsOf = (promise: ChargePromise) => [promise, ...promise.creditNotes];
const allLines = ({ promises }: History): PromisedLine[] =>
  promises.flatMap((promise) => documentsOf(promise).flatMap(({ lines }): PromisedLine[] => lines));
const amountOf = (lines: readonly { amountMinor: bigint }[]) =>
  total(lines.map(({ amountMinor }) => amountMinor));

/** `|a − b| ≤ bound`. */
const isWithin = (a: Rational, b: Rational, bound: Rational) =>
  !a.minus(b).isMoreThan(bound) && !b.minus(a).isMoreThan(bound);

describe("day by day, what was charged equals the price of what was held", () => {
  test("in all: to half a unit for each line, and one for each share of a coupon", () => {
    holds(({ history, terms, currency }) => {
      const lines = allLines(history);
      const step = chargeStep(currency);
      const halves = lines.filter(({ kind }) => kind !== "discount").length;
      const shares = lines.flatMap((line) => (line.kind === "charge" ? line.discounts : [])).length;
      const bound = Rational.of(step * BigInt(halves + 2 * shares), 2);
      const charged = Rational.of(amountOf(lines));
      expect(isWithin(charged, priceOfAll(history.held, terms.coupons), bound)).toBe(true);
    }, fewRuns);
  });

  test("each line by itself: what it kept is the price of the days for which it counts", () => {
    holds(({ history, terms, currency }) => {
      const step = chargeStep(currency);
      const given = new Map(
        history.promises.flatMap(({ givenBack }) =>
          givenBack.map((each) => [each.billedLineId, each] as const),
        ),
      );
      const heldOn = new Map(
        history.held.flatMap((held) => daysOf(held.span).map((day) => [day, held] as const)),
      );
      for (const line of history.billed) {
        const until = line.givenBackFrom ?? line.span.until;
        const exact = daysOf({ from: line.span.from, until }).reduce((sum, day) => {
          const held = heldOn.get(day);
          return sum.plus((held && pricesOn(day, held, terms.coupons).get(line.component)) ?? nought);
        }, nought);
        const kept = line.amountMinor - amountOf(line.discounts) - (given.get(line.id)?.amountMinor ?? 0n);
        const bound = Rational.of(step * BigInt(1 + terms.coupons.length));
        expect(isWithin(Rational.of(kept), exact, bound)).toBe(true);
      }
    }, fewRuns);
  });

  test("on each day, exactly the lines of what is held count", () => {
    holds(({ history }) => {
      for (const held of history.held)
        for (const day of daysOf(held.span)) {
          const counting = history.billed.filter(
            ({ span, givenBackFrom }) => span.from <= day && day < (givenBackFrom ?? span.until),
          );
          const components = counting.map(({ component }) => component).sort();
          expect(components).toEqual([...pricesOn(day, held, []).keys()].sort());
        }
      const days = new Set(history.held.flatMap(({ span }) => daysOf(span)));
      for (const { span, givenBackFrom } of history.billed)
        for (const day of daysOf({ from: span.from, until: givenBackFrom ?? span.until }))
          expect(days.has(day)).toBe(true);
    }, fewRuns);
  });
});

describe("on every promise", () => {
  test("the total is its lines and the taxes that are added; the balance accounts for it", () => {
    holds(({ history }) => {
      for (const promise of history.promises) {
        const { lines, taxes, subtotalMinor, discountMinor, totalMinor, balance, dueNowMinor } = promise;
        expect(subtotalMinor - discountMinor).toBe(amountOf(lines));
        expect(totalMinor).toBe(amountOf(lines) + amountOf(taxes.filter(({ inclusive }) => !inclusive)));
        expect(balance.afterMinor - balance.beforeMinor).toBe(dueNowMinor - totalMinor);
        expect(dueNowMinor >= 0n && discountMinor >= 0n).toBe(true);
        expect(promise.problem).toBe(null);
      }
    });
  });

  test("the shares of a rate add up to its amount, each with the sign of its line", () => {
    holds(({ history }) => {
      for (const promise of history.promises)
        for (const { lines, taxes } of documentsOf(promise)) {
          for (const tax of taxes) {
            const shares = lines.flatMap((line) =>
              line.taxes.filter(
                ({ key, percent, inclusive }) =>
                  key === tax.key && percent === tax.percent && inclusive === tax.inclusive,
              ),
            );
            expect(amountOf(shares)).toBe(tax.amountMinor);
          }
          for (const line of lines)
            for (const share of line.taxes) expect(line.amountMinor * share.amountMinor >= 0n).toBe(true);
        }
    });
  });

  test("each rate's tax is the exact sum, rounded once; each share is less than one unit from its exact one", () => {
    holds(({ history, terms, currency }) => {
      const hundred = Rational.of(100);
      for (const { lines, taxes } of history.promises)
        for (const tax of taxes) {
          const isSame = ({ key, percent, inclusive }: typeof tax | PromisedLine["taxes"][number]) =>
            key === tax.key && percent === tax.percent && inclusive === tax.inclusive;
          const unit = Rational.of(tax.inclusive ? 1n : chargeStep(currency));
          const parts = lines.flatMap((line) => {
            const share = line.taxes.find(isSame);
            if (!share) return [];
            const gross = line.taxes
              .filter(({ inclusive }) => inclusive)
              .reduce((sum, { percent }) => sum.plus(Rational.parse(percent)), hundred);
            const exact = Rational.of(line.amountMinor)
              .times(Rational.parse(tax.percent))
              .over(gross)
              .over(unit);
            return [{ exact, share: Rational.of(share.amountMinor).over(unit) }];
          });
          const rounding = terms.taxRounding;
          const sum = parts.reduce((all, { exact }) => all.plus(exact), nought).rounded(rounding);
          expect(Rational.of(sum).times(unit)).toEqual(Rational.of(tax.amountMinor));
          for (const { exact, share } of parts) expect(isWithin(exact, share, Rational.of(1))).toBe(true);
        }
    });
  });

  test("a line is given back once, and never more than was charged for it", () => {
    holds(({ history }) => {
      const ids = history.promises.flatMap(({ givenBack }) =>
        givenBack.map(({ billedLineId }) => billedLineId),
      );
      expect(new Set(ids).size).toBe(ids.length);
      const billed = new Map(history.billed.map((line) => [line.id, line]));
      for (const { givenBack } of history.promises)
        for (const { billedLineId, amountMinor } of givenBack) {
          const line = billed.get(billedLineId);
          expect(line).toBeDefined();
          const net = line ? line.amountMinor - amountOf(line.discounts) : 0n;
          expect(amountMinor >= 0n && amountMinor <= net).toBe(true);
        }
    });
  });
});
