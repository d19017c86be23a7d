import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDecimal, parseDecimal } from "./decimal";
import { majorToMinor, minorToMajor, typedDecimal } from "./major-units";

describe("amounts as people type them", () => {
  test.each([
    ["0.005", "USD", "0.5"],
    ["99", "USD", "9900"],
    ["1,234.50", "USD", "123450"],
    [".5", "USD", "50"],
    ["5.", "USD", "500"],
    ["-3.25", "USD", "-325"],
    ["0.00", "USD", "0"],
    ["12000", "JPY", "12000"],
    ["0.5", "JPY", "0.5"],
    ["１２，０００", "JPY", "12000"],
    ["1.2345", "KWD", "1234.5"],
    // 15 places are 13 in cents: one too many. They are kept, so that the rule can be reported.
    ["0.000000000000001", "USD", "0.0000000000001"],
  ])("%s in %s is %s minor units", (typed, currency, minor) => {
    expect(majorToMinor(typed, currency)).toBe(minor);
  });

  test.each(["", " ", ".", "-", "12a", "1.2.3", "1e3", "0,005", "12,34", "NaN"])(
    "%j is no amount",
    (typed) => {
      expect(majorToMinor(typed, "USD")).toBeNull();
    },
  );

  test("are shown as they were typed, without trailing zeros", () => {
    expect(minorToMajor("0.5", "USD")).toBe("0.005");
    expect(minorToMajor("2000", "USD")).toBe("20");
    expect(minorToMajor("5", "KWD")).toBe("0.005");
    expect(minorToMajor("120", "JPY")).toBe("120");
    expect(minorToMajor("abc", "USD")).toBeNull();
  });

  test("lose nothing when converted and converted back, in any currency", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.nat({ max: 12 }),
        fc.constantFrom("JPY", "USD", "KWD"),
        (number, places, currency) => {
          const text = decimalOf(number, places);
          expect(majorToMinor(minorToMajor(text, currency) ?? "", currency)).toBe(text);
        },
      ),
    );
  });

  test("mean a hundred times as many cents", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.nat({ max: 10 }), (number, places) => {
        const major = decimalOf(number, places);
        const minor = majorToMinor(major, "USD") ?? "";
        expect(isDecimal(minor)).toBe(true);
        expect(parseDecimal(minor)).toBe(parseDecimal(major) * 100n);
      }),
    );
  });

  test("separators are accepted between groups of three only", () => {
    expect(typedDecimal("1,000,000.5")).toBe("1000000.5");
    expect(typedDecimal("1,00")).toBe("1,00");
  });
});

/** `number × 10^-places` in its shortest form. */
function decimalOf(number: bigint, places: number): string {
  const sign = number < 0n ? "-" : "";
  const digits = (number < 0n ? -number : number).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return `${sign}${whole}${fraction && `.${fraction}`}`;
}
