import type { DecimalText, Tier, UsageComponent } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { tierRange } from "./ranges";
import { isSymbol, singularOf } from "./singular";
import type { PriceWords } from "./words";

/** A sentence names no more tiers than these; the invoice names each. */
const tiersInSentence = 6;

/**
 * What billable usage costs, as a phrase: "$0.005 each", "$0.02 per 1,000", "$5 for each started 1,000
 * calls". Null if it has no price.
 */
export function usagePrice(component: UsageComponent, words: PriceWords): string | null {
  const { price, unit, scale } = component;
  const { t } = words;
  switch (price.model) {
    case "unlimited":
    case "limit":
      return null;
    case "per_unit":
      return price.per === "1"
        ? eachPrice(price.unitAmountMinor, unit, words)
        : words.isFree(price.unitAmountMinor)
          ? t("amount.free")
          : t("price.perMany", {
              price: words.price(price.unitAmountMinor),
              per: words.locale === "ja" ? words.counted(price.per, unit) : words.number(price.per),
            });
    case "package":
      return words.isFree(price.amountMinor)
        ? t("amount.free")
        : t("price.package", {
            price: words.price(price.amountMinor),
            size: words.counted(price.size, unit),
          });
    case "graduated":
    case "volume": {
      const isWhole = scale === null || scale.decimals === 0;
      return t(`price.${price.model}`, { tiers: tierList(price.tiers, unit, isWhole, words) });
    }
  }
}

/** The price of one unit: "$0.005 each", "$2 per GB". */
export function eachPrice(minor: DecimalText, unit: LocalizedText, words: PriceWords): string {
  const { t, locale } = words;
  if (words.isFree(minor)) return t("amount.free");
  const price = words.price(minor);
  if (locale === "ja" && unit.ja !== "") return t("price.perOne", { price, unit: words.counted("1", unit) });
  return isSymbol(unit.en) ? t("price.perOne", { price, unit: unit.en }) : t("price.each", { price });
}

/** The price of one unit of work: "$150 per hour". */
export function perUnitPrice(minor: DecimalText, unit: LocalizedText, words: PriceWords): string {
  const one = singularOf(unit.en);
  if (words.locale === "ja" || one === null || words.isFree(minor)) return eachPrice(minor, unit, words);
  return words.t("price.perOne", { price: words.price(minor), unit: one });
}

function tierList(tiers: readonly Tier[], unit: LocalizedText, isWhole: boolean, words: PriceWords): string {
  const { t, locale } = words;
  const said = tiers.slice(0, tiersInSentence).map((tier, index) => {
    const from = tiers[index - 1]?.upTo ?? "0";
    return t("price.tier", {
      range: tierRange(words, { from, upTo: tier.upTo }, isWhole),
      price: tierPrice(tier, unit, words),
    });
  });
  const left = tiers.length - said.length;
  if (left > 0) said.push(t("price.moreTiers", { count: String(left) }));
  return said.join(locale === "ja" ? "、" : ", ");
}

function tierPrice(tier: Tier, unit: LocalizedText, words: PriceWords): string {
  const each = eachPrice(tier.unitAmountMinor, unit, words);
  if (words.isFree(tier.flatAmountMinor)) return each;
  const flat = words.price(tier.flatAmountMinor);
  if (words.isFree(tier.unitAmountMinor)) return words.t("price.flat", { price: flat });
  return words.t("price.unitAndFlat", { unit: each, flat });
}
