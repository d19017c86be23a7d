import type { AddonComponent, AddonOption, OnDemandComponent } from "@/lib/domain/catalog/component";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { perUnitPrice } from "./usage-price";
import type { PriceWords } from "./words";

/** What an add-on costs; null if it is not sold at the interval. */
export function addonSentence(
  component: AddonComponent,
  interval: PaidInterval,
  words: PriceWords,
): string | null {
  const { t, locale } = words;
  const { choice } = component;
  const name = component.name[locale];
  switch (choice.type) {
    case "switch": {
      const amount = choice.amountMinor[interval];
      if (amount === null) return null;
      return t("plan.addon", { name, price: words.recurring(amount, interval) });
    }
    case "quantity": {
      const amount = choice.unitAmountMinor[interval];
      if (amount === null) return null;
      const clauses = [t("plan.addonEach", { name, price: words.recurring(amount, interval) })];
      const { included, maximum } = choice;
      if (included > 0) clauses.push(t("plan.addonIncluded", { count: words.number(String(included)) }));
      if (maximum !== null) clauses.push(t("plan.addonMaximum", { count: words.number(String(maximum)) }));
      return clauses.join(locale === "ja" ? "" : "; ");
    }
    case "one_of": {
      const options = choice.options.flatMap((option) => optionText(option, interval, words));
      if (options.length === 0) return null;
      return t("plan.addonChoice", { name, options: options.join(locale === "ja" ? "、" : ", ") });
    }
  }
}

function optionText(option: AddonOption, interval: PaidInterval, words: PriceWords): string[] {
  const amount = option.amountMinor[interval];
  if (amount === null) return [];
  const name = option.name[words.locale];
  if (words.isFree(amount)) return [words.t("plan.optionIncluded", { name })];
  return [words.t("plan.option", { name, price: words.recurring(amount, interval) })];
}

/** What work on request costs, and how much of it is included each month. */
export function onDemandSentence(component: OnDemandComponent, words: PriceWords): string {
  const { t, locale } = words;
  const { unit, unitAmountMinor, included } = component;
  const name = component.name[locale];
  const price = perUnitPrice(unitAmountMinor, unit, words);
  if (included === "0") return t("plan.onDemand", { name, price });
  const clauses = [
    t("plan.onDemandIncluded", { name, allowance: words.counted(included, unit) }),
    t("plan.more", { price }),
  ];
  return clauses.join(locale === "ja" ? "" : "; ");
}
