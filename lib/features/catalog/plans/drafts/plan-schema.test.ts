import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printPlan } from "@/lib/domain/catalog/plan-document";
import { Refused } from "@/lib/domain/errors";
import { plans } from "@/tests/pricing/arbitraries";
import { parsePlanDocument, planDefinitionSchema } from "./plan-schema";

const refusalOf = (document: unknown) => {
  try {
    parsePlanDocument(document);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  return null;
};

const name = { en: "Pro", ja: "プロ" };
const smallest = { name, currency: "USD" };
const tokens = { kind: "usage", key: "tokens", name, meter: "tokens", unit: name };

describe("a plan as a document", () => {
  test("comes back as it was: parse(print(plan)) = plan", () => {
    fc.assert(
      fc.property(plans(), ({ definition }) => {
        const travelled = JSON.parse(JSON.stringify(printPlan(definition)));
        expect(parsePlanDocument(travelled)).toEqual(definition);
      }),
      { numRuns: 1_000 },
    );
  });

  test("every plan has the form of a draft, which changes nothing of it", () => {
    fc.assert(
      fc.property(plans(), ({ definition }) => {
        expect(planDefinitionSchema.parse(JSON.parse(JSON.stringify(definition)))).toEqual(definition);
      }),
      { numRuns: 1_000 },
    );
  });

  test("says nothing in camel case", () => {
    fc.assert(
      fc.property(plans(), ({ definition }) => {
        expect(JSON.stringify(printPlan(definition))).not.toMatch(/"\w*[a-z][A-Z]\w*":/);
      }),
      { numRuns: 1_000 },
    );
  });

  test("keeps what is typed as it is typed: unfinished amounts, and a currency that is not the plan's", () => {
    const amountMinor = { month: "12.", year: " 1,000" };
    const base = { kind: "base", key: "", name, currency: "yen", amountMinor };
    expect(planDefinitionSchema.parse({ ...smallest, components: [base] }).components).toEqual([base]);
  });

  test("says by component that the reduced rate of tax is on it, and no other word", () => {
    const base = { kind: "base", key: "base", name, amount_minor: { month: "100" } };
    const componentWith = (category: string) =>
      parsePlanDocument({ ...smallest, components: [{ ...base, tax_category: category }] });
    expect(componentWith("reduced").components).toMatchObject([{ taxCategory: "reduced" }]);
    expect(printPlan(componentWith("reduced")).components).toMatchObject([{ tax_category: "reduced" }]);
    expect(() => componentWith("8 %")).toThrow("invalid_input");
  });

  test("may leave out what has a usual value", () => {
    const price = { model: "graduated", tiers: [{ unit_amount_minor: "0.5" }] };
    expect(parsePlanDocument({ ...smallest, components: [{ ...tokens, price }] })).toEqual({
      name,
      summary: { en: "", ja: "" },
      features: [],
      currency: "USD",
      limits: { registeredRps: null, registeredUsers: null },
      components: [
        {
          ...tokens,
          scale: null,
          included: "0",
          includedPerSeat: "0",
          price: {
            model: "graduated",
            tiers: [{ upTo: null, unitAmountMinor: "0.5", flatAmountMinor: "0" }],
          },
          capMinor: null,
          minimumMinor: null,
        },
      ],
    });
  });

  test.each([
    ["another format", { ...smallest, format: "choba.invoice" }, "format", "not_offered"],
    ["no currency", { name }, "currency", "required"],
    [
      "an amount as a number",
      { ...smallest, components: [{ ...tokens, price: { model: "per_unit", unit_amount_minor: 2 } }] },
      "components.0.price.unit_amount_minor",
      "wrong_type",
    ],
    [
      "a field that nobody knows",
      { ...smallest, components: [{ ...tokens, price: { model: "limit" }, colour: "red" }] },
      "components.0.colour",
      "unknown_field",
    ],
    [
      "a field in camel case",
      { ...smallest, limits: { registeredRps: 1 } },
      "limits.registeredRps",
      "unknown_field",
    ],
    ["another kind", { ...smallest, components: [{ kind: "coupon" }] }, "components.0.kind", "not_offered"],
    [
      "another model",
      { ...smallest, components: [{ ...tokens, price: { model: "magic" } }] },
      "components.0.price.model",
      "not_offered",
    ],
    [
      "a control character",
      { ...smallest, name: { en: "a\u0000", ja: "a" } },
      "name.en",
      "control_characters",
    ],
    ["half a character", { ...smallest, name: { en: "\ud800", ja: "a" } }, "name.en", "control_characters"],
    ["endless text", { ...smallest, currency: "U".repeat(21) }, "currency", "too_long"],
    [
      "endlessly many components",
      { ...smallest, components: Array(1_001).fill({ kind: "base", key: "b", name, amount_minor: {} }) },
      "components",
      "too_big",
    ],
  ])("with %s is refused by its own name of the field", (_, document, field, rule) => {
    expect(refusalOf(document)).toMatchObject({ code: "invalid_input", fields: [{ field, rule }] });
  });

  test.each([null, [], "plan", 5])("%j is no plan", (document) => {
    expect(refusalOf(document)).toMatchObject({ code: "invalid_input" });
  });
});
