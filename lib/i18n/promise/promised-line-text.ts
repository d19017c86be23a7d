import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { PartOf } from "@/lib/domain/promise/charge-promise";
import type { DaySpan } from "@/lib/domain/time/day-span";
import type { Locale } from "../locales";
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
  | { kind: "discount"; name: LocalizedText }
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
  const days = formatDays(line.span, locale);
  if (line.kind === "discount") return { label: line.name[locale], detail: "", days };
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
    days: line.part ? t("promise.part", { days, count: line.part.days, of: line.part.of }) : days,
  };
}

/** The same as one text, as it stands on the invoice at Stripe. */
export function promisedLineLabel(line: PromisedLineFacts, currency: string, locale: Locale): string {
  const { t } = priceWords(currency, locale);
  const { label, detail, days } = promisedLineText(line, currency, locale);
  return t("promise.whole", { label: detail ? t("line.withDetail", { label, detail }) : label, days });
}
