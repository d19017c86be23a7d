import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { RatedLine } from "@/lib/domain/pricing/rated-invoice";
import type { PartOf } from "@/lib/domain/promise/charge-promise";
import type { QuantityFormula } from "@/lib/domain/promise/lines/usage-line";
import type { Locale } from "../locales";
import { tierRange } from "./ranges";
import { type PriceWords, priceWords } from "./words";

/** What a line is for, and how its amount is worked out; null if the line is only an amount. */
export type LineText = { label: string; detail: string | null };

/** What the text of a line needs beside the line itself. */
export type Around = {
  /** Adds "monthly" or "yearly" to the base fee. */
  interval?: PaidInterval;
  /**
   * All lines of the invoice. Usage is called an excess only beside an allowance; without these lines it
   * always is.
   */
  among?: readonly RatedLine[];
  /** How the quantity comes about, where it cannot be seen from it. */
  formula?: QuantityFormula | null;
  /** The days that the amount is for, of all that are billed. */
  part?: PartOf | null;
};

/**
 * A line in words, as in HYBRID-14: label "API usage – excess", detail "15,420 calls × $0.005". The amount
 * stands beside it. `lineLabel` writes both as one text.
 */
export function lineText(line: RatedLine, currency: string, locale: Locale, around: Around = {}): LineText {
  const words = priceWords(currency, locale);
  return { label: labelOf(line, words, around), detail: detailOf(line, words, around) };
}

/** `API usage – excess (15,420 calls × $0.005)` */
export function lineLabel(line: RatedLine, currency: string, locale: Locale, around: Around = {}): string {
  const { label, detail } = lineText(line, currency, locale, around);
  return detail === null ? label : priceWords(currency, locale).t("line.withDetail", { label, detail });
}

function labelOf(line: RatedLine, { t, locale }: PriceWords, { among }: Around): string {
  const name = line.name[locale];
  const number = String(line.tier?.number ?? "");
  switch (line.kind) {
    case "base":
    case "seats":
    case "on_demand":
      return name;
    case "included":
      return t("line.included", { name });
    case "addon":
      return line.option ? t("line.option", { name, option: line.option[locale] }) : name;
    case "usage":
    case "packages": {
      const hasAllowance = !among || among.some((other) => isAllowanceOf(line, other));
      const label = hasAllowance ? t("line.excess", { name }) : name;
      return line.tier ? t("line.tier", { label, number }) : label;
    }
    case "tier_flat":
      return t("line.tierFlat", { name, number });
    case "minimum":
      return t("line.minimum", { name });
    case "cap":
      return t("line.cap", { name });
  }
}

const isAllowanceOf = (line: RatedLine, other: RatedLine) =>
  other.kind === "included" && other.component === line.component;

function detailOf(line: RatedLine, words: PriceWords, around: Around): string | null {
  const detail = wholeDetailOf(line, words, around);
  const { part } = around;
  return part && detail && line.kind !== "included" ? `${detail} × ${part.days}/${part.of}` : detail;
}

function wholeDetailOf(line: RatedLine, words: PriceWords, around: Around): string | null {
  const { t } = words;
  const { interval, among, formula } = around;
  switch (line.kind) {
    case "base":
      return interval ? t(`line.interval.${interval}`) : null;
    case "included":
      return quantityText(line, words, formula);
    case "packages":
      return t("line.packages", {
        size: words.counted(line.per, line.unit),
        count: words.number(line.quantity),
        price: words.unitPrice(line.unitAmountMinor ?? "0"),
      });
    case "addon":
      return line.quantity === "1" ? null : calculation(line, words);
    case "seats":
    case "on_demand":
      return calculation(line, words);
    case "usage":
      return line.tier
        ? t("line.inRange", { range: rangeOf(line, words, among), calculation: calculation(line, words) })
        : calculation(line, words, formula);
    case "tier_flat":
      return rangeOf(line, words, among);
    case "minimum":
    case "cap":
      return null;
  }
}

/** `15,420 calls × $0.005`, `400,000 tokens × $0.02 per 1,000`, `(700 − 1,000 × 15/30) calls × ¥2` */
function calculation(line: RatedLine, words: PriceWords, formula?: QuantityFormula | null): string {
  const { t, unitPrice, number } = words;
  const price = unitPrice(line.unitAmountMinor ?? "0");
  const each = line.per === "1" ? price : t("amount.per", { price, per: number(line.per) });
  return `${quantityText(line, words, formula)} × ${each}`;
}

function quantityText(
  { quantity, unit }: RatedLine,
  { counted, number }: PriceWords,
  formula: QuantityFormula | null = null,
): string {
  if (!formula) return counted(quantity, unit);
  const { used, allowance, share } = formula;
  const part = share ? `${number(allowance)} × ${share.days}/${share.of}` : number(allowance);
  return counted(quantity, unit, used === null ? part : `(${number(used)} − ${part})`);
}

/** If any quantity of the component is a fraction, its tiers are not counted in whole units. */
export function rangeOf(line: RatedLine, words: PriceWords, among: readonly RatedLine[] = []): string {
  if (!line.tier) return "";
  const ofComponent = [line, ...among.filter(({ component }) => component === line.component)];
  return tierRange(words, line.tier, !ofComponent.some(({ quantity }) => quantity.includes(".")));
}
