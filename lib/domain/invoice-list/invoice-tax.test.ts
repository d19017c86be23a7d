import { expect, test } from "vitest";
import { type InvoiceTax, taxAt, taxesByRate } from "./invoice-tax";

const tax = (percent: string, inclusive: boolean, amountMinor: string, taxableMinor: string): InvoiceTax => ({
  percent,
  inclusive,
  amountMinor,
  taxableMinor,
});

test("taxes of one percent and inclusion are one; what is included is another rate", () => {
  const taxes = [
    tax("10", false, "100", "1000"),
    tax("10", false, "-30", "-300"),
    tax("10", true, "9", "91"),
  ];
  expect(taxAt(taxes, { percent: "10", inclusive: false })).toEqual({ amountMinor: 70n, taxableMinor: 700n });
  expect(taxAt(taxes, { percent: "10", inclusive: true })).toEqual({ amountMinor: 9n, taxableMinor: 91n });
  expect(taxAt(taxes, { percent: "8", inclusive: false })).toBeNull();
});

test("each rate stands once, the highest first", () => {
  const taxes = [
    tax("8", false, "8", "100"),
    tax("10", false, "100", "1000"),
    tax("10", false, "-30", "-300"),
  ];
  expect(taxesByRate(taxes)).toEqual([tax("10", false, "70", "700"), tax("8", false, "8", "100")]);
});
