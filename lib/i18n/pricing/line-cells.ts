import type { RatedLine } from "@/lib/domain/pricing/rated-invoice";
import { formatMoney } from "../format";
import type { Locale } from "../locales";
import { type Around, lineText, rangeOf } from "./line-text";
import { type PriceWords, priceWords } from "./words";

/**
 * A line for a table with columns: item, quantity × unit price = amount. A cell is empty if the line has no
 * such value.
 */
export type LineCells = { item: string; quantity: string; unitPrice: string; amount: string };

export function lineCells(line: RatedLine, currency: string, locale: Locale, around: Around = {}): LineCells {
  const words = priceWords(currency, locale);
  const { label } = lineText(line, currency, locale, around);
  const addition = additionTo(line, words, around);
  const item = addition ? words.t("line.withDetail", { label, detail: addition }) : label;
  const amount = formatMoney(line.amountMinor, currency, locale);
  return { item, ...countedOf(line, words, amount), amount };
}

/** What is neither quantity nor price: the interval of a fee, the range of a tier, the size of a package. */
function additionTo(line: RatedLine, words: PriceWords, { interval, among }: Around): string | null {
  switch (line.kind) {
    case "base":
      return interval ? words.t(`line.interval.${interval}`) : null;
    case "packages":
      return words.counted(line.per, line.unit);
    case "usage":
    case "tier_flat":
      return line.tier ? rangeOf(line, words, among) : null;
    default:
      return null;
  }
}

function countedOf(
  line: RatedLine,
  words: PriceWords,
  amount: string,
): { quantity: string; unitPrice: string } {
  const { t, counted, number, unitPrice } = words;
  const each = line.unitAmountMinor === null ? amount : unitPrice(line.unitAmountMinor);
  switch (line.kind) {
    case "base":
    case "tier_flat":
      return { quantity: number("1"), unitPrice: amount };
    case "included":
      return { quantity: counted(line.quantity, line.unit), unitPrice: unitPrice("0") };
    case "minimum":
    case "cap":
      return { quantity: "", unitPrice: "" };
    case "packages":
      return { quantity: number(line.quantity), unitPrice: each };
    case "seats":
    case "addon":
    case "usage":
    case "on_demand":
      return {
        quantity: counted(line.quantity, line.unit),
        unitPrice: line.per === "1" ? each : t("amount.per", { price: each, per: number(line.per) }),
      };
  }
}
