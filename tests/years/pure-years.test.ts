import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { isUnexplained } from "@/lib/domain/ledger/difference-cause";
import { countedSpan } from "@/lib/domain/promise/lines/billed-line";
import { chargeStep } from "@/lib/domain/promise/lines/charge-step";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import { lastCorrection } from "@/lib/domain/rated-usage/correction-time";
import { componentKey } from "@/lib/domain/rated-usage/over-limit";
import { addDays } from "@/lib/domain/time/day-span";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { nought, Rational, total } from "../pricing/rational";
import { daysOf, lowered, pricesOn } from "../promise/oracle";
import { isLong } from "../support/long";
import { steadySeed as seed } from "../support/seed";
import { expectedUsage } from "./expected-year";
import { type PlayedYear, playYear } from "./play-year";
import { type Act, meters, type TenantYear, tenantYears } from "./tenant-years";

/*
 * Whole years of random tenants through the rules alone: plans, seats, usage by each aggregation, changes in each mode,
 * months held in part, coupons, taxes, late events, events taken back, invoices held, voided, refunded, disputed, refused and
 * changed by hand. In the end nothing is missing and nothing too much. A failure prints its seed: `CHOBA_TEST_SEED` repeats it.
 */
const runs = { numRuns: isLong ? 2_000 : 200, seed };

/** Each year is played once for all laws. A law that fails is tried again on years that shrink. */
const played: { year: TenantYear; played: PlayedYear }[] = [];
beforeAll(() => {
  for (const year of fc.sample(tenantYears, runs)) played.push({ year, played: playYear(year) });
});

function holds(law: (played: PlayedYear, year: TenantYear) => void): void {
  for (const [index, each] of played.entries()) {
    try {
      law(each.played, each.year);
    } catch (error) {
      fc.assert(
        fc.property(tenantYears, (year) => law(playYear(year), year)),
        { ...runs, interruptAfterTimeLimit: limitMs(10_000) },
      );
      throw new Error(`year ${index} of CHOBA_TEST_SEED=${seed}`, { cause: error });
    }
  }
}
const sum = (lines: readonly { amountMinor: bigint }[]) =>
  lines.reduce((all, { amountMinor }) => all + amountMinor, 0n);

test("expected less invoiced is nothing, for each month, version and component", () => {
  holds(({ held, desk }, { used, leastMinor, currency }) => {
    const expected = expectedUsage(held, used);
    const settled = new Map<string, bigint>();
    const keyOf = (month: string, key: string) => `${month} ${key}`;
    const lines = [...desk.billed.map(({ line }) => line), ...desk.writtenOff.map(({ line }) => line)];
    for (const { period, planVersionId, component, amountMinor } of lines) {
      const key = keyOf(period.from, componentKey(planVersionId, component));
      settled.set(key, (settled.get(key) ?? 0n) + amountMinor);
    }
    for (const [month, sums] of expected)
      for (const [key, minor] of sums) {
        expect(settled.get(keyOf(month, key)) ?? 0n, `${month} ${key}`).toBe(minor);
        settled.delete(keyOf(month, key));
      }
    expect([...settled].filter(([, minor]) => minor !== 0n)).toEqual([]);
    // What is written off is too small, or came after the month's time.
    for (const { line, reason } of desk.writtenOff) {
      const month = line.period.from;
      const end = lastCorrection(month, { correctionDays: 90 });
      const isLate = used.some(
        ({ day, arrives, voided }) =>
          day.slice(0, 7) === month.slice(0, 7) && (arrives > end || (voided !== null && voided > end)),
      );
      if (reason === "after_time") expect(isLate).toBe(true);
      else {
        const together = desk.writtenOff.filter(
          (each) =>
            each.reason === reason && each.line.period.from === month && each.line.currency === currency,
        );
        expect(sum(together.map((each) => each.line))).toBeLessThan(BigInt(leastMinor));
      }
    }
  });
});

test("nothing is billed twice: a month is rated once, a day counts once, and a second promise is empty", () => {
  holds(({ billed, desk, repeated, invoices, held }, { acts }) => {
    for (const { lines, creditNotes, givenBack, totalMinor } of repeated)
      expect({ lines, creditNotes, givenBack, totalMinor }).toEqual({
        lines: [],
        creditNotes: [],
        givenBack: [],
        totalMinor: 0n,
      });
    const rated = new Map<string, string>();
    for (const { line, invoiceId } of desk.billed) {
      if (line.kind === "correction") continue;
      const key = `${line.period.from} ${componentKey(line.planVersionId, line.component)}`;
      expect(rated.get(key) ?? invoiceId, key).toBe(invoiceId);
      rated.set(key, invoiceId);
    }
    const back = invoices.flatMap(({ promise, isRefused }) => (isRefused ? [] : promise.givenBack));
    expect(new Set(back.map(({ billedLineId }) => billedLineId)).size).toBe(back.length);
    // By rule the other modes charge whole periods, so days before a change may stand on two lines.
    if (!isDayByDay(acts)) return;
    const counted = new Map<string, string[]>();
    for (const line of billed) {
      const span = countedSpan(line);
      for (const day of span ? daysOf(span) : [])
        counted.set(day, [...(counted.get(day) ?? []), line.component]);
    }
    for (const [day, components] of counted) {
      const now = held.get(day);
      const expected = now ? [...pricesOn(day, { ...now, span: spanOf(day) }, []).keys()] : [];
      expect(components.sort(), day).toEqual(expected.sort());
    }
  });
});

const isDayByDay = (acts: readonly Act[]) =>
  acts.every((act) => act.type !== "hold" || act.mode === "prorated");
const spanOf = (day: string) => ({ from: day, until: addDays(day, 1) });

test("fixed components: day by day, what was kept of a line is the price of what was held, after coupons", () => {
  holds(({ billed, held, invoices }, { acts, terms, currency }) => {
    if (!isDayByDay(acts)) return;
    const given = new Map(
      invoices.flatMap(({ promise }) =>
        promise.givenBack.map((each) => [each.billedLineId, each.amountMinor]),
      ),
    );
    const bound = Rational.of(chargeStep(currency) * BigInt(1 + terms.coupons.length));
    for (const line of billed) {
      if (line.standing === "lost") continue;
      const until = line.givenBackFrom ?? line.span.until;
      const exact = daysOf({ from: line.span.from, until }).reduce((all, day) => {
        const now = held.get(day);
        return all.plus(
          (now && pricesOn(day, { ...now, span: spanOf(day) }, terms.coupons).get(line.component)) ?? nought,
        );
      }, nought);
      const kept = Rational.of(line.amountMinor - sum(line.discounts) - (given.get(line.id) ?? 0n));
      expect(isWithin(kept, exact, bound), `${line.component} ${line.span.from}`).toBe(true);
    }
  });
});

test("usage: after all corrections a percentage off is that of what the month costs, and tax is that of its last day", () => {
  holds(({ invoices }, { terms, currency }) => {
    const step = chargeStep(currency);
    const lines = invoices.flatMap(({ promise, isRefused }) =>
      isRefused ? [] : promise.lines.flatMap((line) => (line.kind === "usage" ? [line] : [])),
    );
    for (const meter of Object.keys(meters)) {
      const own = lines.filter(({ usage }) => usage.component === meter);
      const left = total(own.map((line) => line.amountMinor - sum(line.discounts)));
      const exact = Rational.of(sum(own)).times(lowered(meter, terms.coupons));
      const bound = Rational.of(step * BigInt(own.length * terms.coupons.length));
      expect(isWithin(Rational.of(left), exact, bound), meter).toBe(true);
      for (const { usage, taxes } of own)
        expect(taxes.map(({ key, percent }) => [key, percent])).toEqual(ratesOf(usage, terms.taxes));
    }
  });
});

function ratesOf(
  { span, component }: { span: { until: string }; component: string },
  settings: readonly TaxSetting[],
) {
  const setting = settings.filter(({ from }) => from < span.until).at(-1);
  if (setting?.treatment !== "taxed") return [];
  return setting.rates
    .filter(({ components }) => components === null || components.includes(component))
    .map(({ key, percent }) => [key, percent]);
}

/** `|a − b| ≤ bound`. */
const isWithin = (a: Rational, b: Rational, bound: Rational) =>
  !a.minus(b).isMoreThan(bound) && !b.minus(a).isMoreThan(bound);

describe("the ledger", () => {
  test("explains what came in of what was promised, exactly, by what happened to each invoice", () => {
    holds(({ invoices }) => {
      let [promised, explained, cash] = [0n, 0n, 0n];
      for (const invoice of invoices) {
        const { promisedMinor, keptMinor, causes } = invoice.explain();
        expect(keptMinor, invoice.id).toBe(invoice.cashMinor);
        expect(causes.filter(({ cause }) => isUnexplained(cause))).toEqual([]);
        promised += promisedMinor;
        explained += sum(causes);
        cash += invoice.cashMinor;
      }
      expect(promised + explained).toBe(cash);
    });
  });
});
