import type { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/tone";
import { formatDate, formatEnd, formatMoney } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import type { Fact } from "./changes-of";

export type ActivityWords = ReturnType<typeof useTranslations<"activity">>;

/** What the values of the log are read with: names of plans by key and version id, the tenant's zone and currency. */
export type Reading = {
  plans: Readonly<Record<string, Readonly<Record<Locale, string>>>>;
  timeZone: string;
  currency: string;
  locale: Locale;
};

type Key = Parameters<ActivityWords>[0];

/** An action of the log as people say it; one without words of its own reads as its code. */
export function actionText(t: ActivityWords, action: string): string {
  const key = `actions.${action}` as Key;
  return t.has(key) ? t(key) : action;
}

/** In billing details `state` is a part of the address; elsewhere it is the state of something. */
export function fieldText(t: ActivityWords, field: string, action: string): string {
  const isPlace = field === "state" && action.startsWith("billing_details.");
  const key = `fields.${isPlace ? "region" : field}` as Key;
  return t.has(key) ? t(key) : field;
}

const starts = new Set(["effectiveAt", "startsAt"]);
const ends = new Set(["periodEnd", "endedAt", "endsAt", "endingAt"]);
/** Where the minute matters. */
const times = new Set(["answerBy", "noticedAt"]);
/** Fields whose value is an amount with its currency; a discount may be a percentage, too. */
const amounts = new Set(["amount", "discount"]);
const coded = new Set([
  "interval",
  "payment",
  "state",
  "status",
  "duration",
  "reason",
  "salesModel",
  "locale",
  "invoiceLanguage",
  "kind",
  "role",
  "atEnd",
  "invoicedBy",
]);

/**
 * A value of the log as people read it: plans by name, money with its currency, instants as dates of the tenant's
 * zone.
 */
export function factText(t: ActivityWords, field: string, fact: Fact, reading: Reading): string {
  const { plans, timeZone, currency, locale } = reading;
  if (typeof fact === "boolean") return t(fact ? "values.yes" : "values.no");
  const text = String(fact);
  if (field === "plan") return plans[text]?.[locale] ?? text;
  if (field === "totalMinor" && /^-?\d+$/.test(text)) return formatMoney(text, currency, locale);
  // An amount with a currency of its own, since an invoice made in Stripe may use another than the tenant's.
  const [, minor, own] = amounts.has(field) ? (/^(-?\d+) ([A-Z]{3})$/.exec(text) ?? []) : [];
  if (minor && own) return formatMoney(minor, own, locale);
  if (starts.has(field) && !Number.isNaN(Date.parse(text))) return formatDate(text, timeZone, locale);
  if (ends.has(field) && !Number.isNaN(Date.parse(text))) return formatEnd(text, timeZone, locale, "date");
  if (times.has(field) && !Number.isNaN(Date.parse(text)))
    return formatDate(text, timeZone, locale, "dateTime");
  const key = `values.${text}` as Key;
  return coded.has(field) && /^\w+$/.test(text) && t.has(key) ? t(key) : text;
}

const tones: [pattern: RegExp, tone: Tone][] = [
  [
    /\.(payment_failed|payment_overdue|failed|refused|refused_by_stripe|unknown_price|refund_failed|dispute_opened|dispute_lost)$/,
    "bad",
  ],
  [/^at_stripe\.(refunded|invoice_voided|invoice_uncollectible|credit_note_created)$/, "warn"],
  [/^at_stripe\.(invoice_paid_out_of_band|dispute_won)$/, "good"],
  [/\.(payment_authentication_needed|stale|renewal_stopped|stop_renewal|ended)$/, "warn"],
  [/\.(activated|changed|renewed|renewal_resumed|payment_paid|done|applied|confirmed)$/, "good"],
];

export function actionTone(action: string): Tone {
  return tones.find(([pattern]) => pattern.test(action))?.[1] ?? "neutral";
}
