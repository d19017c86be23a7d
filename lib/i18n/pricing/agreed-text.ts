import { createTranslator } from "next-intl";
import type { UsageComponent } from "@/lib/domain/catalog/component";
import type { AgreedChange } from "@/lib/domain/contract/agreed-changes";
import type { Locale } from "../locales";
import en from "../messages/en/negotiation.json";
import ja from "../messages/ja/negotiation.json";
import { tierRange } from "./ranges";
import { eachPrice, perUnitPrice, usagePrice } from "./usage-price";
import { type PriceWords, priceWords } from "./words";

const messages: Record<Locale, typeof en> = { en, ja };

/** One agreed value as a fact with its name: `Base fee` – `¥10,000/month instead of ¥12,000/month`. */
export type AgreedText = { label: string; value: string };

/** The values that were agreed otherwise than they are published, in words for the customer. */
export function agreedTexts(
  changes: readonly AgreedChange[],
  currency: string,
  locale: Locale,
): AgreedText[] {
  const t = createTranslator({
    locale,
    messages: { negotiation: messages[locale] },
    namespace: "negotiation",
    timeZone: "UTC",
  });
  const words = priceWords(currency, locale);
  const said = (change: AgreedChange, value: AgreedChange["agreed"]) =>
    value === null ? t("agreed.noLimit") : valueText(change, String(value), words);
  return changes.map((change) => {
    const { field, component, agreed, published } = change;
    const own = component?.name[locale] ?? "";
    const name = field.option ? words.t("line.option", { name: own, option: field.option[locale] }) : own;
    return {
      label:
        field.label === "month" || field.label === "year"
          ? name
          : t(`agreed.labels.${field.label}`, { name, range: rangeOf(change, words) }),
      value: t("agreed.insteadOf", { agreed: said(change, agreed), published: said(change, published) }),
    };
  });
}

function valueText({ field, component }: AgreedChange, value: string, words: PriceWords): string {
  switch (field.label) {
    case "month":
    case "unitMonth":
      return words.recurring(value, "month");
    case "year":
    case "unitYear":
      return words.recurring(value, "year");
    case "unitPrice":
      if (component?.kind === "on_demand") return perUnitPrice(value, component.unit, words);
      return priceOf(component, { unitAmountMinor: value }, words) ?? words.price(value);
    case "packagePrice":
      return priceOf(component, { amountMinor: value }, words) ?? words.price(value);
    case "tierPrice":
      return component?.kind === "usage" ? eachPrice(value, component.unit, words) : words.price(value);
    case "tierFlat":
    case "cap":
    case "minimumCharge":
      return words.price(value);
    default:
      return words.counted(value, component && "unit" in component ? component.unit : undefined);
  }
}

/** The sentence of a usage price with another amount in it. */
function priceOf(
  component: AgreedChange["component"],
  amount: { unitAmountMinor: string } | { amountMinor: string },
  words: PriceWords,
): string | null {
  if (component?.kind !== "usage") return null;
  return usagePrice(
    { ...component, price: { ...component.price, ...amount } as UsageComponent["price"] },
    words,
  );
}

function rangeOf({ field, component }: AgreedChange, words: PriceWords): string {
  if (field.tier === undefined || component?.kind !== "usage" || !("tiers" in component.price)) return "";
  const { tiers } = component.price;
  const { scale } = component;
  return tierRange(
    words,
    { from: tiers[field.tier - 2]?.upTo ?? "0", upTo: tiers[field.tier - 1]?.upTo ?? null },
    scale === null || scale.decimals === 0,
  );
}
