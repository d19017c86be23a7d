import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { RatedLine } from "@/lib/domain/pricing/rated-invoice";
import type { PartOf } from "@/lib/domain/promise/charge-promise";
import type { MeteredLine, OnDemandLine } from "@/lib/domain/promise/lines/usage-line";
import type { DaySpan } from "@/lib/domain/time/day-span";
import { formatMoney } from "../format";
import type { Locale } from "../locales";
import { lineText } from "../pricing/line-text";
import { priceWords } from "../pricing/words";
import { formatDays } from "./days";

/** What the text of a line of a promise is made from. A promise's lines have it, and so has their JSON. */
export type PromisedLineFacts = {
  span: DaySpan;
  part: PartOf | null;
} & (
  | {
      kind: "charge" | "unused";
      component: string;
      planName: LocalizedText;
      name: LocalizedText;
      option: LocalizedText | null;
      quantity: string;
      unitAmountMinor: string;
    }
  | { kind: "usage"; usage: UsageFacts }
  | { kind: "discount"; name: LocalizedText }
  | { kind: "folded"; planName: LocalizedText; name: LocalizedText; count: number }
);

/** Amounts are minor units, as text in JSON. */
export type UsageFacts = { planName: LocalizedText; name: LocalizedText } & (
  | ({ kind: "correction" } & Record<"billedMinor" | "expectedMinor", bigint | string>)
  | Pick<OnDemandLine, "kind" | "description" | "quantity" | "unit" | "unitAmountMinor" | "isIncluded">
  | Pick<
      MeteredLine,
      "kind" | "component" | "unit" | "quantity" | "unitAmountMinor" | "per" | "tier" | "isExcess" | "formula"
    >
);

/** What a line is for, and from when to when: both stand beside the amount on screens. */
export type PromisedLineText = { label: string; detail: string; days: string };

/** A line of a promise in words. Its amount can be checked with them: 12,000 × 12 of 30 days. */
export function promisedLineText(
  line: PromisedLineFacts,
  currency: string,
  locale: Locale,
): PromisedLineText {
  const { t, unitPrice, number } = priceWords(currency, locale);
  const span = formatDays(line.span, locale);
  const days = line.part ? t("promise.part", { days: span, count: line.part.days, of: line.part.of }) : span;
  if (line.kind === "discount") return { label: line.name[locale], detail: "", days };
  if (line.kind === "usage") return { ...usageText(line.usage, line.part, currency, locale), days };
  if (line.kind === "folded") {
    const label = t("promise.label", { plan: line.planName[locale], name: line.name[locale] });
    return { label, detail: t("promise.folded", { count: line.count }), days };
  }
  const name = line.option
    ? t("line.option", { name: line.name[locale], option: line.option[locale] })
    : line.name[locale];
  const label = t("promise.label", { plan: line.planName[locale], name });
  const price = unitPrice(line.unitAmountMinor);
  const detail =
    line.quantity === "1" ? price : t("promise.times", { quantity: number(line.quantity), price });
  return {
    label: line.kind === "unused" ? t("promise.unused", { label }) : label,
    detail,
    days,
  };
}

function usageText(
  usage: UsageFacts,
  part: PartOf | null,
  currency: string,
  locale: Locale,
): Pick<PromisedLineText, "label" | "detail"> {
  const { t } = priceWords(currency, locale);
  const labelOf = (name: string) => t("promise.label", { plan: usage.planName[locale], name });
  if (usage.kind === "correction") {
    const amount = (minor: bigint | string) => formatMoney(minor, currency, locale);
    return {
      label: t("promise.correction", { label: labelOf(usage.name[locale]) }),
      detail: t("promise.corrected", {
        expected: amount(usage.expectedMinor),
        billed: amount(usage.billedMinor),
      }),
    };
  }
  if (usage.kind === "work") return workText(usage, currency, locale);
  const line: RatedLine = {
    ...usage,
    unit: usage.unit ?? undefined,
    tier: usage.tier ?? undefined,
    amountMinor: 0n,
    discountMinor: 0n,
  };
  const { label, detail } = lineText(line, currency, locale, {
    ...(usage.isExcess ? {} : { among: [line] }),
    formula: usage.formula,
    part,
  });
  return { label: labelOf(label), detail: detail ?? "" };
}

/** The same as one text, as it stands on the invoice at Stripe. */
export function promisedLineLabel(line: PromisedLineFacts, currency: string, locale: Locale): string {
  const { t } = priceWords(currency, locale);
  const { label, detail, days } = promisedLineText(line, currency, locale);
  return t("promise.whole", { label: detail ? t("line.withDetail", { label, detail }) : label, days });
}

function workText(
  { description, name, quantity, unit, unitAmountMinor, isIncluded }: Extract<UsageFacts, { kind: "work" }>,
  currency: string,
  locale: Locale,
): Pick<PromisedLineText, "label" | "detail"> {
  const { t, counted, unitPrice } = priceWords(currency, locale);
  if (isIncluded) {
    const label = t("line.included", { name: description });
    return { label, detail: counted(quantity, unit ?? undefined) };
  }
  if (unitAmountMinor === null) return { label: description, detail: "" };
  const label = t("line.option", { name: name[locale], option: description });
  return {
    label,
    detail: t("promise.times", {
      quantity: counted(quantity, unit ?? undefined),
      price: unitPrice(unitAmountMinor),
    }),
  };
}
