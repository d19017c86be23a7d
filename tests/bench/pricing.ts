import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { parseDecimal } from "@/lib/domain/money/decimal";
import type { Quantities } from "@/lib/domain/pricing/quantities";
import { compilePlan, rate } from "@/lib/domain/pricing/rate";
import { noTerms, type PricingTerms } from "@/lib/domain/pricing/terms";
import type { Bench, BenchOptions, Figure } from "./bench";
import { type Effort, exponent, secondsEach, type Work } from "./measure";
import {
  bareTotal,
  linesByHand,
  simplePlan,
  simpleQuantities,
  tieredPlan,
  tieredQuantities,
  widePlan,
  wideQuantities,
  wideTerms,
} from "./pricing-plans";

/** The pricing engine on one core: how fast it is, how far from what is possible, and how it grows. */
export const pricing: Bench = {
  name: "pricing",
  run: (options) => [...simpleInvoices(options), ...growth(options)],
};

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`The bench measures something wrong: ${what}.`);
}

const quantityAt = (index: number) => simpleQuantities[index % simpleQuantities.length] as Quantities;
const bareQuantities = simpleQuantities.map(({ seats, usage }) => ({
  seats: BigInt(seats),
  calls: parseDecimal(usage.calls ?? "0"),
}));

/** Sums what a function gives for all the simple quantities, over and over. */
const summed =
  (minorAt: (index: number) => bigint): Work =>
  (times) => {
    let sum = 0n;
    for (let index = 0; index < times; index++) sum += minorAt(index);
    return sum;
  };

const compiling =
  (plan: PlanDefinition): Work =>
  (times) => {
    let made = 0;
    for (let index = 0; index < times; index++) made += compilePlan(plan, "month").raters.length;
    return made;
  };

const aGlance: Effort = { rounds: 1, seconds: 0.001 };

function simpleInvoices({ short }: BenchOptions): Figure[] {
  const plan = compilePlan(simplePlan, "month");
  const withTerms: PricingTerms = {
    ...noTerms,
    discounts: [{ name, value: { type: "percent", percent: "10" }, components: null, months: null }],
    taxes: [{ key: "tax", name, percent: "8.5", inclusive: false, components: null }],
  };
  const engine = summed((index) => rate(plan, quantityAt(index), noTerms).totalMinor);
  const taxed = summed((index) => rate(plan, quantityAt(index), withTerms).totalMinor);
  const byHand = summed((index) =>
    linesByHand(quantityAt(index)).reduce((sum, line) => sum + line.amountMinor, 0n),
  );
  const bare = summed((index) => {
    const { seats, calls } = bareQuantities[index % bareQuantities.length] ?? { seats: 0n, calls: 0n };
    return bareTotal(seats, calls);
  });
  const once = simpleQuantities.length;
  check(engine(once) === bare(once) && engine(once) === byHand(once), "invoices differ from those by hand");
  const lineCount = rate(plan, quantityAt(0), noTerms).lines.length;
  check(lineCount === 5, "a simple invoice has five lines");

  const [whole = 0, wholeTaxed = 0, hand = 0, least = 0, ready = 0] = secondsEach(
    [engine, taxed, byHand, bare, compiling(simplePlan)],
    short ? aGlance : { rounds: 15, seconds: 0.1 },
  );
  return [
    { name: "simple invoices, five lines each", value: 1 / whole, unit: "/s", aim: "100,000 or more" },
    { name: "lines of them", value: lineCount / whole, unit: "/s" },
    { name: "simple invoices with a discount and a tax", value: 1 / wholeTaxed, unit: "/s" },
    { name: "time beside the same lines by hand", value: whole / hand, unit: "×" },
    { name: "time beside the bare arithmetic", value: whole / least, unit: "×" },
    { name: "making the simple plan ready", value: ready * 1e6, unit: "µs" },
  ];
}

const name = { en: "Bench", ja: "計測" };

type Grown = { plan: PlanDefinition; quantities: Quantities; terms: PricingTerms; lines: number };

const kinds: readonly { name: string; at: (size: number) => Grown }[] = [
  {
    name: "graduated tiers",
    at: (size) => ({
      plan: tieredPlan("graduated", size),
      quantities: tieredQuantities(size),
      terms: noTerms,
      lines: size,
    }),
  },
  {
    name: "volume tiers",
    at: (size) => ({
      plan: tieredPlan("volume", size),
      quantities: tieredQuantities(size),
      terms: noTerms,
      lines: 1,
    }),
  },
  {
    name: "components",
    at: (size) => ({
      plan: widePlan(size),
      quantities: wideQuantities(size),
      terms: noTerms,
      lines: size,
    }),
  },
  {
    name: "components named by discount and tax",
    at: (size) => ({
      plan: widePlan(size),
      quantities: wideQuantities(size),
      terms: wideTerms(size),
      lines: size,
    }),
  },
];

function growth({ short }: BenchOptions): Figure[] {
  const sizes = short ? [1, 10] : [1, 3, 10, 30, 100, 300, 1_000];
  const last = sizes.length - 1;
  return kinds.flatMap((kind) => {
    const cases = sizes.map((size) => {
      const { plan, quantities, terms, lines } = kind.at(size);
      const compiled = compilePlan(plan, "month");
      const invoice = rate(compiled, quantities, terms);
      check(invoice.lines.length === lines, `${size} ${kind.name} write ${lines} lines`);
      const rating = summed(() => rate(compiled, quantities, terms).totalMinor);
      check(rating(2) === 2n * invoice.totalMinor, `${size} ${kind.name} cost the same each time`);
      return { lines, rating, compiling: compiling(plan) };
    });
    const effort = short ? aGlance : { rounds: 9, seconds: 0.03 };
    const rating = secondsEach(
      cases.map((one) => one.rating),
      effort,
    );
    const ready = secondsEach(
      cases.map((one) => one.compiling),
      effort,
    );
    const most = sizes[last] ?? 1;
    const slowest = rating[last] ?? 0;
    const figures: Figure[] = [
      {
        name: `${kind.name}, 1 to ${most}: time grows by the power`,
        value: exponent(sizes, rating),
        unit: "",
        aim: "1.05 or less",
      },
      {
        name: "  the same from a tenth of that",
        value: exponent(sizes.slice(-3), rating.slice(-3)),
        unit: "",
      },
      { name: `  one invoice at ${most}`, value: slowest * 1e6, unit: "µs" },
      { name: "  lines of it", value: (cases[last]?.lines ?? 0) / slowest, unit: "/s" },
      { name: `  making the plan ready at ${most}`, value: (ready[last] ?? 0) * 1e6, unit: "µs" },
    ];
    return figures;
  });
}
