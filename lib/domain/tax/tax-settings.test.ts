import { describe, expect, test } from "vitest";
import type { TaxCategory } from "../catalog/component";
import type { DefaultTaxRate } from "./default-tax-rate";
import { priceTaxOn, type TaxFacts, taxCountry, taxSettingsOf } from "./tax-settings";

const rate = (percent: string, inclusive = false) => ({
  key: `rate-${percent}`,
  name: { en: "Tax", ja: "税" },
  percent,
  inclusive,
});
const from = (
  day: string,
  percent: string | null,
  { country = "JP", category = "standard" }: { country?: string; category?: TaxCategory } = {},
): DefaultTaxRate => ({ country, category, from: day, rate: percent === null ? null : rate(percent) });

const facts = (more: Partial<TaxFacts>): TaxFacts => ({
  sellerCountry: "JP",
  payer: { country: "", taxIds: [] },
  defaults: [from("2019-10-01", "10")],
  exemptions: [],
  rulings: [],
  ...more,
});
const settings = (more: Partial<TaxFacts>) =>
  taxSettingsOf(facts(more)).map(({ from: day, treatment, reason, rates }) => [
    day,
    treatment,
    reason ?? rates.map(({ percent, category }) => (category ? `${percent} ${category}` : percent)).join(),
  ]);
const begin = "0001-01-01";

test("a payer is taxed by its own country, or by the seller's while it is not known", () => {
  expect(taxCountry(facts({}))).toBe("JP");
  expect(settings({})).toEqual([
    [begin, "taxed", ""],
    ["2019-10-01", "taxed", "10"],
  ]);
  expect(settings({ payer: { country: "US", taxIds: [] } })).toEqual([[begin, "taxed", ""]]);
  expect(settings({ sellerCountry: "" })).toEqual([[begin, "taxed", ""]]);
});

test("a new default rate ends the one before; a country can have two, and none again", () => {
  const reduced = { category: "reduced" as const };
  expect(
    settings({
      defaults: [
        from("2027-04-01", "12"),
        from("2019-10-01", "10"),
        from("2026-01-01", "8", reduced),
        from("2028-01-01", null, reduced),
        from("2020-01-01", "9", { country: "SG" }),
      ],
    }),
  ).toEqual([
    [begin, "taxed", ""],
    ["2019-10-01", "taxed", "10"],
    ["2026-01-01", "taxed", "10 standard,8 reduced"],
    ["2027-04-01", "taxed", "12 standard,8 reduced"],
    ["2028-01-01", "taxed", "12"],
  ]);
});

test("an exemption begins on its day, with its reason, and ends on the day of the next word", () => {
  const exemptions = [
    { from: "2027-02-01", isExempt: true, reason: "Embassy" },
    { from: "2027-06-01", isExempt: false, reason: "" },
  ];
  expect(settings({ exemptions }).slice(1)).toEqual([
    ["2019-10-01", "taxed", "10"],
    ["2027-02-01", "exempt", "Embassy"],
    ["2027-06-01", "taxed", "10"],
  ]);
});

describe("reverse charge", () => {
  const german = { type: "eu_vat", value: "DE123456789" };
  const of = (sellerCountry: string, country: string, taxIds = [german]) =>
    taxSettingsOf(
      facts({
        sellerCountry,
        payer: { country, taxIds },
        defaults: [from("2020-01-01", "20", { country })],
      }),
    ).at(-1)?.treatment;

  test("is for a payer of another member state with a VAT number of another one", () => {
    expect(of("FR", "DE")).toBe("reverse_charge");
    expect(of("FR", "AT")).toBe("reverse_charge");
    expect(of("FR", "GR", [{ type: "eu_vat", value: "EL123456789" }])).toBe("reverse_charge");
  });

  test("is not for the seller's own country, sellers or payers outside, other or misshapen numbers, or goods", () => {
    expect(of("DE", "DE")).toBe("taxed");
    expect(of("DE", "AT")).toBe("taxed");
    expect(of("JP", "DE")).toBe("taxed");
    expect(of("FR", "US")).toBe("taxed");
    expect(of("FR", "FR")).toBe("taxed");
    expect(of("FR", "DE", [])).toBe("taxed");
    expect(of("FR", "DE", [{ type: "eu_vat", value: "DE12345678" }])).toBe("taxed");
    expect(of("FR", "DE", [{ type: "de_stn", value: "1234567890" }])).toBe("taxed");
    expect(of("FR", "GB", [{ type: "eu_vat", value: "XI123456789" }])).toBe("taxed");
  });

  test("gives way to what staff said", () => {
    const exemptions = [{ from: "2027-01-01", isExempt: true, reason: "NATO" }];
    const payer = { country: "DE", taxIds: [german] };
    expect(settings({ sellerCountry: "FR", payer, exemptions })).toEqual([
      [begin, "reverse_charge", "reverse_charge"],
      ["2027-01-01", "exempt", "NATO"],
    ]);
  });

  test("holds or not as staff say, from a day on, until the number decides again", () => {
    const defaults = [from("2020-01-01", "20", { country: "DE" })];
    const rulings = [
      { from: "2027-03-01", ruling: "by_number" as const },
      { from: "2027-01-01", ruling: "does_not_apply" as const },
      { from: "2027-02-01", ruling: "applies" as const },
    ];
    const of = (taxIds: { type: string; value: string }[]) =>
      settings({ sellerCountry: "FR", payer: { country: "DE", taxIds }, defaults, rulings });
    expect(of([german])).toEqual([
      [begin, "reverse_charge", "reverse_charge"],
      ["2027-01-01", "taxed", "20"],
      ["2027-02-01", "reverse_charge", "reverse_charge"],
    ]);
    expect(of([])).toEqual([
      [begin, "taxed", ""],
      ["2020-01-01", "taxed", "20"],
      ["2027-02-01", "reverse_charge", "reverse_charge"],
      ["2027-03-01", "taxed", "20"],
    ]);
  });
});

test("prices say that they contain tax, or that it is added; nothing where none is charged", () => {
  const on = (more: Partial<TaxFacts>, day = "2026-01-01") => priceTaxOn(taxSettingsOf(facts(more)), day);
  expect(on({})).toBe("excluded");
  expect(on({ defaults: [{ ...from("2019-10-01", null), rate: rate("10", true) }] })).toBe("included");
  expect(on({}, "2019-09-30")).toBeNull();
  expect(on({ defaults: [from("2019-10-01", "0")] })).toBeNull();
  expect(on({ exemptions: [{ from: "2026-01-01", isExempt: true, reason: "x" }] })).toBeNull();
});
