import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { compilePlan, rate } from "@/lib/domain/pricing/rate";
import type { RatedInvoice } from "@/lib/domain/pricing/rated-invoice";
import { decimals, type PricingCase, plans, pricingCases, usageComponents } from "./arbitraries";
import { Rational, total } from "./rational";

/** What holds for every plan, whatever is used and whatever the terms are. */

const runs = { numRuns: 1_000 };

const priceOf = ({ definition, interval, quantities, terms }: PricingCase): RatedInvoice =>
  rate(compilePlan(definition, interval), quantities, terms);

const holds = (law: (input: PricingCase, invoice: RatedInvoice) => void) =>
  fc.assert(
    fc.property(pricingCases(), (input) => law(input, priceOf(input))),
    runs,
  );

const amounts = (parts: readonly { amountMinor: bigint }[]) =>
  total(parts.map(({ amountMinor }) => amountMinor));

const deepFreeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
};

describe("an invoice", () => {
  test("is the sum of its lines", () => {
    holds((_input, invoice) => {
      const exclusive = invoice.taxes.filter(({ inclusive }) => !inclusive);
      expect(invoice.subtotalMinor).toBe(amounts(invoice.lines));
      expect(invoice.discountMinor).toBe(amounts(invoice.discounts));
      expect(invoice.taxMinor).toBe(amounts(invoice.taxes));
      expect(invoice.totalMinor).toBe(invoice.subtotalMinor - invoice.discountMinor + amounts(exclusive));
    });
  });

  test("can be checked by the customer: every line with a price is quantity × price, rounded once", () => {
    holds((_input, { lines }) => {
      for (const { kind, quantity, unitAmountMinor, per, amountMinor } of lines) {
        if (unitAmountMinor === null) continue;
        const units = Rational.parse(quantity).over(Rational.parse(kind === "packages" ? "1" : per));
        expect(units.times(Rational.parse(unitAmountMinor)).halfUp()).toBe(amountMinor);
      }
    });
  });

  test("is the fixed and the metered components, line by line", () => {
    holds(({ definition, interval, quantities }, whole) => {
      const compiled = compilePlan(definition, interval);
      const parts = (["fixed", "metered"] as const).map((part) =>
        rate(compiled, quantities, undefined, part),
      );
      expect(total(parts.map(({ subtotalMinor }) => subtotalMinor))).toBe(whole.subtotalMinor);
      expect(parts.flatMap(({ lines }) => lines)).toHaveLength(whole.lines.length);
    });
  });

  test("is the same each time, and does not change its input", () => {
    fc.assert(
      fc.property(pricingCases(), pricingCases(), (input, other) => {
        const compiled = compilePlan(deepFreeze(input.definition), input.interval);
        const [quantities, terms] = [deepFreeze(input.quantities), deepFreeze(input.terms)];
        const first = rate(compiled, quantities, terms);
        const copy = structuredClone(first);
        rate(compiled, other.quantities, other.terms);
        expect(rate(compiled, quantities, terms)).toEqual(copy);
        expect(first).toEqual(copy);
      }),
      runs,
    );
  });

  test("does not depend on the order in which the plan lists its components", () => {
    fc.assert(
      fc.property(
        pricingCases().chain((input) =>
          fc.tuple(
            fc.constant(input),
            fc.shuffledSubarray(input.definition.components, {
              minLength: input.definition.components.length,
            }),
          ),
        ),
        ([input, components]) => {
          const byKey = ({ lines, ...rest }: RatedInvoice) => ({
            ...rest,
            lines: input.definition.components.map(({ key }) =>
              lines.filter(({ component }) => component === key),
            ),
          });
          const shuffled = priceOf({ ...input, definition: { ...input.definition, components } });
          expect(byKey(shuffled)).toEqual(byKey(priceOf(input)));
        },
      ),
      runs,
    );
  });
});

describe("discounts", () => {
  test("are shared exactly by the lines, and no line gets more than it costs", () => {
    holds((_input, { lines, discountMinor }) => {
      expect(total(lines.map((line) => line.discountMinor))).toBe(discountMinor);
      for (const { amountMinor, discountMinor: share } of lines) {
        expect(share >= 0n && share <= (amountMinor > 0n ? amountMinor : 0n)).toBe(true);
      }
    });
  });

  test("give each line less than one minor unit more or less than its exact share", () => {
    holds((input, { lines, subtotalMinor }) => {
      fc.pre(subtotalMinor > 0n && lines.every(({ kind }) => kind !== "cap"));
      const amountMinor = (subtotalMinor * 2n) / 3n;
      const value = { type: "amount" as const, amountMinor: String(amountMinor), currency: "" };
      const discount = { name: input.definition.name, value, components: null, months: null };
      for (const line of priceOf({ ...input, terms: { ...input.terms, discounts: [discount] } }).lines) {
        const beside = line.discountMinor * subtotalMinor - line.amountMinor * amountMinor;
        expect(beside < subtotalMinor && -beside < subtotalMinor).toBe(true);
      }
    });
  });

  test("never make a total negative", () => {
    holds((_input, invoice) => {
      expect(invoice.discountMinor <= invoice.subtotalMinor).toBe(true);
      expect(invoice.totalMinor >= 0n).toBe(true);
    });
  });
});

describe("usage", () => {
  const planOf = (models: Parameters<typeof usageComponents>[1]) =>
    usageComponents("usage", models).map(
      (component): PlanDefinition => ({ ...blankPlan("USD"), components: [component] }),
    );
  const costOf = (definition: PlanDefinition, used: string) =>
    rate(compilePlan(definition, "month"), { ...nothingUsed, usage: { "meter-of-usage": used } })
      .subtotalMinor;

  test.each(["graduated", "per_unit", "package"] as const)("never costs less for more: %s", (model) => {
    const steps = fc.oneof(decimals(2_000n), decimals(2_000_000n));
    fc.assert(
      fc.property(planOf([model]), steps, steps, (definition, used, more) => {
        const sum = printDecimal(parseDecimal(used) + parseDecimal(more));
        expect(costOf(definition, used) <= costOf(definition, sum)).toBe(true);
      }),
      runs,
    );
  });

  test("costs at least its minimum and at most its cap", () => {
    fc.assert(
      fc.property(planOf(["graduated", "volume", "per_unit", "package"]), decimals(20_000n), (plan, used) => {
        const [component] = plan.components;
        const { minimumMinor = null, capMinor = null } = component?.kind === "usage" ? component : {};
        const cost = costOf(plan, used);
        expect(cost >= BigInt(minimumMinor ?? 0)).toBe(true);
        expect(capMinor === null || cost <= BigInt(capMinor)).toBe(true);
      }),
      runs,
    );
  });

  test("of nothing costs the fixed components and the minimum charges", () => {
    holds(({ definition, interval, quantities }) => {
      const idle = { ...quantities, usage: {}, onDemand: {} };
      const compiled = compilePlan(definition, interval);
      const minimums = definition.components.map((component) =>
        component.kind === "usage" ? BigInt(component.minimumMinor ?? 0) : 0n,
      );
      const fixed = rate(compiled, quantities, undefined, "fixed").subtotalMinor;
      expect(rate(compiled, idle).subtotalMinor).toBe(fixed + total(minimums));
    });
  });
});

test("names that a plan does not have change nothing", () => {
  fc.assert(
    fc.property(pricingCases(), plans(), (input, { definition: other }) => {
      const strangers = Object.fromEntries(other.components.map(({ key }) => [`not-${key}`, "7"]));
      const { usage, addons, onDemand } = input.quantities;
      const quantities = {
        ...input.quantities,
        usage: { ...usage, ...strangers },
        addons: { ...addons, ...strangers },
        onDemand: { ...onDemand, ...strangers },
      };
      expect(priceOf({ ...input, quantities })).toEqual(priceOf(input));
    }),
    runs,
  );
});
