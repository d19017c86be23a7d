import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import { type Component, isFixed } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { compilePlan, rate } from "@/lib/domain/pricing/rate";
import type { RatedInvoice } from "@/lib/domain/pricing/rated-invoice";
import { noTerms } from "@/lib/domain/pricing/terms";
import { type PricingCase, pricingCases } from "./arbitraries";
import { type OracleInvoice, oracle } from "./oracle";
import { Rational } from "./rational";

const runs = { numRuns: 2_000 };

/** Both results in one form: lines by component, without lines of nothing. */
const engineSays = ({ lines, ...invoice }: RatedInvoice) => ({
  lines: lines
    .toSorted((a, b) => (a.component < b.component ? -1 : a.component > b.component ? 1 : 0))
    .map((line) => ({
      component: line.component,
      kind: line.kind,
      tier: line.tier?.number ?? null,
      quantity: Rational.parse(line.quantity),
      amount: line.amountMinor,
      discount: line.discountMinor,
    })),
  subtotal: invoice.subtotalMinor,
  discounts: invoice.discounts.map((discount) => ({ amount: discount.amountMinor })),
  discount: invoice.discountMinor,
  taxes: invoice.taxes.map((tax) => ({
    key: tax.key,
    inclusive: tax.inclusive,
    taxable: tax.taxableMinor,
    amount: tax.amountMinor,
  })),
  tax: invoice.taxMinor,
  total: invoice.totalMinor,
});

const priceOf = ({ definition, interval, quantities, terms }: PricingCase): RatedInvoice =>
  rate(compilePlan(definition, interval), quantities, terms);

const agree = (engine: RatedInvoice, byHand: OracleInvoice) => expect(engineSays(engine)).toEqual(byHand);

test("the engine and the slow implementation write the same invoice for any plan", () => {
  fc.assert(
    fc.property(pricingCases(), (input) => {
      agree(priceOf(input), oracle(input.definition, input.interval, input.quantities, input.terms));
    }),
    runs,
  );
});

test("they also do so for the fixed and the metered components alone", () => {
  fc.assert(
    fc.property(pricingCases(), fc.constantFrom("fixed" as const, "metered" as const), (input, part) => {
      const { definition, interval, quantities, terms } = input;
      const isWanted = (component: Component) => isFixed(component) === (part === "fixed");
      const others = new Set(
        definition.components.filter((component) => !isWanted(component)).map(({ key }) => key),
      );
      agree(
        rate(compilePlan(definition, interval), quantities, terms, part),
        oracle(definition, interval, quantities, terms, others),
      );
    }),
    runs,
  );
});

const usd = (components: Component[]): PlanDefinition => ({ ...blankPlan("USD"), components });
const perMonth = (month: string) => ({ month, year: null });

describe("the slow implementation gives the amounts that people worked out", () => {
  test("the invoice of HYBRID-14: $250.10, 8.5 % of it $21.26, in all $271.36", () => {
    const plan = usd([
      { ...blank.base(), amountMinor: perMonth("4900") },
      { ...blank.seats(), unitAmountMinor: perMonth("1500"), included: 3 },
      {
        ...blank.usage("calls", "calls"),
        included: "10000",
        price: { model: "per_unit", unitAmountMinor: "0.5", per: "1" },
      },
      { ...blank.addon("support"), choice: { type: "switch", amountMinor: perMonth("1900") } },
    ]);
    const invoice = oracle(
      plan,
      "month",
      { seats: 10, usage: { calls: "25420" }, addons: { support: "1" }, onDemand: {} },
      {
        ...noTerms,
        taxes: [{ key: "tax", name: plan.name, percent: "8.5", inclusive: false, components: null }],
      },
    );
    expect([invoice.subtotal, invoice.tax, invoice.total]).toEqual([25_010n, 2_126n, 27_136n]);
  });

  test("three lines of ¥105 with 10 %, rounded down, are ¥31 of tax", () => {
    const base = (key: string) => ({
      ...blank.addon(key),
      choice: { type: "switch" as const, amountMinor: perMonth("105") },
    });
    const plan = usd([base("a"), base("b"), base("c")]);
    const { tax } = oracle(
      plan,
      "month",
      { ...nothingUsed, addons: { a: "1", b: "1", c: "1" } },
      {
        ...noTerms,
        taxes: [{ key: "tax", name: plan.name, percent: "10", inclusive: false, components: null }],
        taxRounding: "down",
      },
    );
    expect(tax).toBe(31n);
  });
});
