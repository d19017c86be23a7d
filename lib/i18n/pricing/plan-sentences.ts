import type { Component, SeatsComponent, UsageComponent } from "@/lib/domain/catalog/component";
import { isFreePlan, type PaidInterval, type PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Locale } from "../locales";
import { addonSentence, onDemandSentence } from "./extra-sentences";
import { usagePrice } from "./usage-price";
import { type PriceWords, priceWords } from "./words";

/**
 * The whole price of a plan in sentences. HYBRID-11: "$49/month includes 10,000 API calls; more: $0.005
 * each", and not "$49/month + usage". The definition must have no errors. Components that are not sold at the
 * interval are left out.
 */
export function planSentences(definition: PlanDefinition, interval: PaidInterval, locale: Locale): string[] {
  const words = priceWords(definition.currency, locale);
  const { components } = definition;
  const base = components.find((component) => component.kind === "base");
  const baseMinor = base?.amountMinor[interval] ?? null;
  const beside = baseMinor === null ? undefined : components.find(isIncludedUsage);
  const sentences = components.map((component) => {
    if (component === base)
      return baseMinor === null ? null : baseSentence(baseMinor, beside, interval, words);
    return component === beside ? null : sentenceOf(component, interval, words);
  });
  return [
    isFreePlan(definition) ? words.t("plan.free") : null,
    ...sentences,
    ...limitSentences(definition, words),
  ].filter((sentence) => sentence !== null);
}

/** What a plan may charge beside its base, in sentences; empty if it charges nothing else. */
export function chargeSentences(
  definition: PlanDefinition,
  interval: PaidInterval,
  locale: Locale,
): string[] {
  const words = priceWords(definition.currency, locale);
  return definition.components
    .filter(mayCharge)
    .map((component) => sentenceOf(component, interval, words))
    .filter((sentence) => sentence !== null);
}

function mayCharge(component: Component): boolean {
  if (component.kind !== "usage") return component.kind !== "base";
  const { price, minimumMinor } = component;
  return (price.model !== "unlimited" && price.model !== "limit") || minimumMinor !== null;
}

/** Usage whose allowance can be named in the sentence of the base fee. */
const isIncludedUsage = (component: Component): component is UsageComponent =>
  component.kind === "usage" && component.price.model !== "limit" && hasAllowance(component);

const hasAllowance = ({ included, includedPerSeat, price }: UsageComponent) =>
  price.model === "unlimited" || included !== "0" || includedPerSeat !== "0";

function baseSentence(
  minor: string,
  beside: UsageComponent | undefined,
  interval: PaidInterval,
  words: PriceWords,
): string {
  const base = words.t(`amount.${interval}`, { price: words.price(minor) });
  if (!beside) return base;
  const key = interval === "year" ? "plan.baseIncludesMonthly" : "plan.baseIncludes";
  return joined(
    [words.t(key, { base, allowance: allowanceOf(beside, words) }), ...beyond(beside, words)],
    words,
  );
}

function sentenceOf(component: Component, interval: PaidInterval, words: PriceWords): string | null {
  switch (component.kind) {
    case "base":
      return null;
    case "seats":
      return seatsSentence(component, interval, words);
    case "usage":
      return usageSentence(component, interval, words);
    case "addon":
      return addonSentence(component, interval, words);
    case "on_demand":
      return onDemandSentence(component, words);
  }
}

function usageSentence(component: UsageComponent, interval: PaidInterval, words: PriceWords): string {
  const { t, locale } = words;
  if (component.price.model === "unlimited")
    return joined(
      [t("plan.unlimited", { unit: component.unit[locale] }), ...bounds(component, words)],
      words,
    );
  const allowance = allowanceOf(component, words);
  if (component.price.model === "limit")
    return joined([t("plan.upTo", { allowance }), ...bounds(component, words)], words);
  if (hasAllowance(component)) {
    const key = interval === "year" ? "plan.includedMonthly" : "plan.included";
    return joined([t(key, { allowance }), ...beyond(component, words)], words);
  }
  const price = usagePrice(component, words) ?? "";
  return joined(
    [t("plan.usage", { name: component.name[locale], price }), ...bounds(component, words)],
    words,
  );
}

/** `10,000 API calls`, `5 GB for each seat`, `100 GB plus 5 GB for each seat` */
function allowanceOf({ included, includedPerSeat, unit, price }: UsageComponent, words: PriceWords): string {
  const { t, counted, locale } = words;
  if (price.model === "unlimited") return t("plan.allowanceUnlimited", { unit: unit[locale] });
  const allowance = counted(included, unit);
  if (includedPerSeat === "0") return allowance;
  const perSeat = counted(includedPerSeat, unit);
  return included === "0"
    ? t("plan.allowancePerSeat", { perSeat })
    : t("plan.allowanceBoth", { allowance, perSeat });
}

/** What follows the allowance: the price of more, and its minimum and cap. */
function beyond(component: UsageComponent, words: PriceWords): string[] {
  const price = usagePrice(component, words);
  return [...(price === null ? [] : [words.t("plan.more", { price })]), ...bounds(component, words)];
}

function bounds({ minimumMinor, capMinor }: UsageComponent, { t, price }: PriceWords): string[] {
  return [
    ...(minimumMinor === null ? [] : [t("plan.minimum", { price: price(minimumMinor) })]),
    ...(capMinor === null ? [] : [t("plan.cap", { price: price(capMinor) })]),
  ];
}

function seatsSentence(component: SeatsComponent, interval: PaidInterval, words: PriceWords): string | null {
  const { t } = words;
  const { included, minimum, maximum } = component;
  const amount = component.unitAmountMinor[interval];
  if (amount === null) return null;
  const price = words.recurring(amount, interval);
  const clauses =
    included > 0
      ? [t("plan.seatsIncluded", { seats: included }), t("plan.seatsMore", { price })]
      : [t("plan.seatsEach", { price })];
  // Fewer seats than are included cost nothing more, so such a minimum has no effect.
  if (minimum > included) clauses.push(t("plan.seatsMinimum", { seats: minimum }));
  if (maximum !== null) clauses.push(t("plan.seatsMaximum", { seats: maximum }));
  return joined(clauses, words);
}

function limitSentences({ limits }: PlanDefinition, { t }: PriceWords): string[] {
  const { registeredRps, registeredUsers } = limits;
  return [
    ...(registeredRps === null ? [] : [t("plan.rps", { maximum: registeredRps })]),
    ...(registeredUsers === null ? [] : [t("plan.users", { maximum: registeredUsers })]),
  ];
}

/** Clauses as one sentence: English separates them, and each Japanese clause ends by itself. */
const joined = (clauses: readonly string[], { locale }: PriceWords): string =>
  clauses.join(locale === "ja" ? "" : "; ");
