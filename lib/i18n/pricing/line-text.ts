import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { RatedLine } from "@/lib/domain/pricing/rated-invoice";
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

function detailOf(line: RatedLine, words: PriceWords, { interval, among }: Around): string | null {
  const { t } = words;
  switch (line.kind) {
    case "base":
      return interval ? t(`line.interval.${interval}`) : null;
    case "included":
      return words.counted(line.quantity, line.unit);
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
        : calculation(line, words);
    case "tier_flat":
      return rangeOf(line, words, among);
    case "minimum":
    case "cap":
      return null;
  }
}

/** `15,420 calls × $0.005`, `400,000 tokens × $0.02 per 1,000` */
function calculation(line: RatedLine, { t, counted, unitPrice, number }: PriceWords): string {
  const price = unitPrice(line.unitAmountMinor ?? "0");
  const each = line.per === "1" ? price : t("amount.per", { price, per: number(line.per) });
  return `${counted(line.quantity, line.unit)} × ${each}`;
}

/** If any quantity of the component is a fraction, its tiers are not counted in whole units. */
export function rangeOf(line: RatedLine, words: PriceWords, among: readonly RatedLine[] = []): string {
  if (!line.tier) return "";
  const ofComponent = [line, ...among.filter(({ component }) => component === line.component)];
  return tierRange(words, line.tier, !ofComponent.some(({ quantity }) => quantity.includes(".")));
}
