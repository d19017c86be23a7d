import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { UsageComponent } from "@/lib/domain/catalog/component";
import { smaller } from "@/lib/domain/pricing/arithmetic";
import type { MeteredLine } from "@/lib/domain/promise/lines/usage-line";
import { correctMonth } from "@/lib/domain/rated-usage/correct-month";
import { heldParts, type PaidTerm } from "@/lib/domain/rated-usage/held-parts";
import { rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { addDays, monthSpan } from "@/lib/domain/time/day-span";
import { meteredComponents } from "./arbitraries";

/* Random plans with one meter, held on random days of January 2027, and random counts. */
const month = monthSpan("2027-01-01");
const component = meteredComponents("calls", "calls");

const version = fc.tuple(component, fc.integer({ min: 0, max: 9 }));
const versions = fc.array(version, { minLength: 2, maxLength: 3 });
/** From which day to which, in how many stretches of which version. */
const course = fc.record({
  versions,
  first: fc.integer({ min: 0, max: 20 }),
  stretches: fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 5 }),
  count: fc.integer({ min: 0, max: 2000 }),
  additive: fc.boolean(),
});
type Course = typeof course extends fc.Arbitrary<infer Value> ? Value : never;

function termsOf({ versions, first, stretches }: Course): PaidTerm[] {
  let at = addDays(month.from, first);
  return stretches.map(([which, days]) => {
    const index = which % versions.length;
    const [calls, seats] = versions[index] as [UsageComponent, number];
    const span = { from: at, until: addDays(at, days) };
    at = span.until;
    return {
      planVersionId: `pv_${index}`,
      definition: { ...blankPlan("JPY"), components: [calls] },
      seats,
      span,
    };
  });
}

const rated = (terms: PaidTerm[], { count, additive }: Pick<Course, "count" | "additive">): MeteredLine[] =>
  rateMonth({
    month,
    ...heldParts(terms, month),
    counts: { calls: String(count) },
    additive: new Set(additive ? ["calls"] : []),
  });
const sum = (lines: readonly { amountMinor: bigint }[]) =>
  lines.reduce((total, { amountMinor }) => total + amountMinor, 0n);

describe("whatever is held", () => {
  test("no sequence of changes is cheaper than the cheapest of its versions over the same days", () => {
    fc.assert(
      fc.property(course, (each) => {
        const terms = termsOf(each);
        const lines = rated(terms, each);
        const alone = terms.map((held) =>
          sum(
            rated(
              terms.map(({ span }) => ({ ...held, span })),
              each,
            ),
          ),
        );
        const cheapest = alone.reduce(smaller);
        // Each line is rounded once: half a yen for each, in both.
        expect(sum(lines) + BigInt(lines.length + 1)).toBeGreaterThanOrEqual(cheapest);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the order in which terms are listed does not matter, and days of one version count together", () => {
    fc.assert(
      fc.property(course, (each) => {
        const terms = termsOf(each);
        const byPlace = (lines: MeteredLine[]) =>
          lines
            .map((line) => `${line.planVersionId} ${line.kind} ${line.part?.days} ${line.amountMinor}`)
            .sort();
        expect(byPlace(rated(terms.toReversed(), each))).toEqual(byPlace(rated(terms, each)));
      }),
      { numRuns: 500 },
    );
  });

  test("corrections add up: after any recounts, what was billed is what the month costs, and nothing is left", () => {
    fc.assert(
      fc.property(course, fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 4 }), (each, recounts) => {
        const terms = termsOf(each);
        const billed = [rated(terms, each), []].flat() as Parameters<typeof correctMonth>[1][number][];
        for (const count of recounts) billed.push(...correctMonth(rated(terms, { ...each, count }), billed));
        const last = rated(terms, { ...each, count: recounts.at(-1) ?? each.count });
        expect(sum(billed)).toBe(sum(last));
        expect(correctMonth(last, billed)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a component never costs more than its cap for the days, nor less than its minimum", () => {
    fc.assert(
      fc.property(course, (each) => {
        const terms = termsOf(each);
        const held = heldParts(terms, month);
        const days = held.parts.reduce((all, part) => all + part.days, 0);
        for (const part of held.parts) {
          const [calls] = part.definition.components as [UsageComponent];
          if (calls.capMinor === null || calls.minimumMinor === null) continue;
          const own = rated(terms, each).filter(
            ({ planVersionId, part: of }) =>
              planVersionId === part.planVersionId && (of?.days ?? days) === part.days,
          );
          // A bound of the days, rounded, and its share, rounded.
          const share = (minor: string) =>
            (Number(minor) * (each.additive ? days / 31 : 1) * part.days) / days;
          expect(Number(sum(own))).toBeLessThanOrEqual(share(calls.capMinor) + 1);
          expect(Number(sum(own))).toBeGreaterThanOrEqual(share(calls.minimumMinor) - 1);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
