import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { Component } from "@/lib/domain/catalog/component";
import { oneInTicks, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { chosenAmount, type NumberField, withAmount } from "./chosen-quantity";
import { quantityFields } from "./quantity-fields";
import { sliderStops, stopAt } from "./slider-stops";
import { typedQuantity } from "./typed-quantity";

const plan = (...components: Component[]) => ({ ...blankPlan("USD"), components });
const fieldsOf = (...components: Component[]) => quantityFields([plan(...components)]);
const numberField = (...components: Component[]) => fieldsOf(...components)[0] as NumberField;
const gigabytes = { divideBy: "1000000000", decimals: 3, rounding: "up" as const };

describe("a slider", () => {
  test("goes from zero upwards and stops at every allowance and bound", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 21n }), { maxLength: 8 }),
        fc.bigInt({ min: 1n, max: 10n ** 18n }),
        (marks, usual) => {
          const stops = sliderStops(marks, usual);
          expect(stops[0]).toBe(0n);
          expect(stops.every((stop, index) => index === 0 || stop > (stops[index - 1] ?? stop))).toBe(true);
          for (const mark of marks) expect(stops[stopAt(stops, mark)]).toBe(mark);
          expect(stops.length).toBeLessThan(300);
        },
      ),
    );
  });

  test("reaches the usage and the seats of the AI platform exactly (HYBRID-8)", () => {
    const [seats, tokens] = fieldsOf(
      { ...blank.seats(), included: 5 },
      { ...blank.usage("tokens", "tokens"), included: "100000" },
    ) as NumberField[];
    expect(seats?.amount.stops.map(printDecimal)).toContain("12");
    expect(tokens?.amount.stops).toContain(parseDecimal("500000"));
    expect(tokens?.amount.stops.every((stop) => stop % oneInTicks === 0n)).toBe(true);
  });

  test("shows a quantity between two stops at the lower one", () => {
    const stops = [0n, 10n, 20n];
    expect([0n, 9n, 10n, 19n, 20n, 99n].map((quantity) => stopAt(stops, quantity))).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });
});

describe("a typed quantity", () => {
  test.each([
    ["12", "12"],
    ["500,000", "500000"],
    ["500K", "500000"],
    ["1.5m", "1500000"],
    ["５０万", "500000"],
    ["007", "7"],
  ])("%s is %s", (typed, quantity) => {
    expect(typedQuantity(typed, 0)).toBe(quantity);
  });

  test.each(["", "-1", "12.5", "1e3", "K", "ten", "9999999999999"])("%j is none", (typed) => {
    expect(typedQuantity(typed, 0)).toBeNull();
  });

  test("may have the decimals of its unit", () => {
    expect(typedQuantity("12.5", 2)).toBe("12.5");
    expect(typedQuantity("12.505", 2)).toBeNull();
  });
});

describe("the fields of plans", () => {
  test("ask once for what several plans price", () => {
    const calls = blank.usage("calls", "api.call");
    const fields = quantityFields([
      plan(blank.seats(), calls),
      plan(blank.base(), { ...calls, key: "other" }, blank.seats("people")),
    ]);
    expect(fields.map(({ kind }) => kind)).toEqual(["seats", "usage"]);
  });

  test("are in priced units, and in recorded ones where plans price different units", () => {
    const bytes = { ...blank.usage("data", "bytes"), scale: gigabytes, unit: { en: "GB", ja: "GB" } };
    const shared = numberField(bytes);
    const chosen = withAmount(shared, nothingUsed, "80.5");
    expect(chosen.usage).toEqual({ bytes: "80500000000" });
    expect(chosenAmount(shared, chosen)).toBe("80.5");

    const megabytes = { ...bytes, scale: { ...gigabytes, divideBy: "1000000" } };
    const mixed = numberField(bytes, megabytes);
    expect(mixed.amount.unit).toBeNull();
    expect(withAmount(mixed, nothingUsed, "80").usage).toEqual({ bytes: "80" });
  });

  test("never hold more than the pricing can read", () => {
    const field = numberField({ ...blank.usage("data", "bytes"), scale: gigabytes });
    expect(withAmount(field, nothingUsed, "1000000000000")).toBe(nothingUsed);
  });

  test("offer every option that any plan has", () => {
    const group = (...keys: string[]): Component => ({
      ...blank.addon("contacts"),
      choice: {
        type: "one_of",
        options: keys.map((key) => ({
          key,
          name: { en: key, ja: key },
          amountMinor: { month: "0", year: null },
        })),
      },
    });
    const [field] = quantityFields([plan(group("1k", "5k")), plan(group("5k", "25k"))]);
    expect(field?.kind === "addon_choice" && field.options.map(({ key }) => key)).toEqual([
      "1k",
      "5k",
      "25k",
    ]);
  });
});
