import type { DecimalText, TaxCategory } from "../catalog/component";
import type { LocalizedText } from "../catalog/plan";
import type { Currency } from "../money/currency";

/** A discount. Discounts apply one after the other, each to what the earlier ones have left. */
export type Discount = {
  name: LocalizedText;
  value:
    | { type: "percent"; percent: DecimalText }
    | { type: "amount"; amountMinor: DecimalText; currency: Currency };
  /** Keys of the components that it lowers; null: all of them. */
  components: readonly string[] | null;
  /** For the first `months` months of the license; null: as long as it lasts. */
  months: number | null;
};

/** One tax rate on the invoice. */
export type TaxRate = {
  key: string;
  name: LocalizedText;
  /** As text: "10", "8.5". */
  percent: DecimalText;
  /** True: the prices contain the tax. False: it is added to them. */
  inclusive: boolean;
  /** Keys of the components that are taxed; null: all of them. */
  components: readonly string[] | null;
  /** Only on components of this category; absent: on all. */
  category?: TaxCategory;
};

/**
 * How tax is rounded: once for each rate and invoice. Japan's qualified invoices need that: three lines of ¥105 at 10 %,
 * rounded down, are ¥31 of tax, not ¥30 (nta.go.jp, qualified invoice system).
 */
export const taxRoundings = ["half_up", "down", "up"] as const;
export type TaxRounding = (typeof taxRoundings)[number];
export const usualTaxRounding: TaxRounding = "half_up";

/** What holds for an invoice besides the plan and the quantities. */
export type PricingTerms = {
  discounts: readonly Discount[];
  /** How many months the license has lasted before the priced one; 0 in its first. */
  monthsBefore: number;
  taxes: readonly TaxRate[];
  taxRounding: TaxRounding;
};

export const noTerms: PricingTerms = {
  discounts: [],
  monthsBefore: 0,
  taxes: [],
  taxRounding: usualTaxRounding,
};
