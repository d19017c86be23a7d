import type { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/tone";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import type { LogNames } from "@/lib/features/console/activity/names-in-log";
import { formatDate, formatEnd, formatMoney } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import type { Fact } from "./changes-of";

export type ActivityWords = ReturnType<typeof useTranslations<"activity">>;

/** What the values of the log are read with: names by key and id, the tenant's zone and currency. */
export type Reading = {
  names: LogNames;
  timeZone: string;
  currency: string;
  locale: Locale;
};

type Key = Parameters<ActivityWords>[0];

/** An action of the log as people say it. One that another release wrote may have no words here: it reads as its name. */
export function actionText(t: ActivityWords, action: AuditAction): string {
  const key: Key = `actions.${action}`;
  return t.has(key) ? t(key) : action;
}

/** The `state` of billing details is a place, that of everything else a standing. */
export function fieldText(t: ActivityWords, field: string, action: AuditAction): string {
  const isPlace = field === "state" && action.startsWith("billing_details.");
  const key = `fields.${isPlace ? "region" : field}` as Key;
  return t.has(key) ? t(key) : field;
}

const starts = new Set(["effectiveAt", "startsAt"]);
const ends = new Set(["periodEnd", "endedAt", "endsAt", "endingAt"]);
/** Days of the tenant's calendar, not instants. */
const days = new Set(["trialEnd"]);
/** Where the minute matters. */
const times = new Set(["answerBy", "noticedAt"]);
/** Fields whose value is an amount with its currency; a discount may be a percentage, too. */
const amounts = new Set(["amount", "discount"]);
/** Amounts in the tenant's currency, one or several. */
const minor = new Set(["totalMinor", "amountMinor", "amountsMinor"]);
/** What a field names, one thing or several behind commas. */
const namedBy: Readonly<Record<string, keyof LogNames>> = {
  plan: "plan",
  unitName: "unit",
  meters: "unit",
  component: "component",
  taxes: "tax",
  taxRate: "tax",
};
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
  "mode",
  "difference",
]);

/**
 * A value of the log as people read it: plans by name, money with its currency, instants as dates of the tenant's
 * zone.
 */
export function factText(t: ActivityWords, field: string, fact: Fact, reading: Reading): string {
  const { timeZone, currency, locale } = reading;
  if (typeof fact === "boolean") return t(fact ? "values.yes" : "values.no");
  const text = String(fact);
  const kind = namedBy[field];
  if (kind) return each(text, (key) => reading.names[kind][key]?.[locale] ?? key);
  if (minor.has(field) && /^-?\d+(, -?\d+)*$/.test(text))
    return each(text, (amount) => formatMoney(amount, currency, locale));
  // An amount with a currency of its own, since an invoice made in Stripe may use another than the tenant's.
  const [, amount, own] = amounts.has(field) ? (/^(-?\d+) ([A-Z]{3})$/.exec(text) ?? []) : [];
  if (amount && own) return formatMoney(amount, own, locale);
  if (days.has(field) && !Number.isNaN(Date.parse(text))) return formatDate(text, "UTC", locale);
  if (starts.has(field) && !Number.isNaN(Date.parse(text))) return formatDate(text, timeZone, locale);
  if (ends.has(field) && !Number.isNaN(Date.parse(text))) return formatEnd(text, timeZone, locale, "date");
  if (times.has(field) && !Number.isNaN(Date.parse(text)))
    return formatDate(text, timeZone, locale, "dateTime");
  const key = `values.${text}` as Key;
  return coded.has(field) && /^\w+$/.test(text) && t.has(key) ? t(key) : text;
}

const each = (list: string, say: (one: string) => string): string => list.split(", ").map(say).join(", ");

const tones: Partial<Record<AuditAction, Tone>> = {
  "payment_account.confirmed": "good",
  "order.done": "good",
  "reservation.applied": "good",
  "license.activated": "good",
  "license.changed": "good",
  "license.renewed": "good",
  "license.renewal_resumed": "good",
  "license.payment_paid": "good",
  "at_stripe.invoice_paid_out_of_band": "good",
  "at_stripe.dispute_won": "good",
  "order.stale": "warn",
  "license.stop_renewal": "warn",
  "license.renewal_stopped": "warn",
  "license.payment_authentication_needed": "warn",
  "license.ended": "warn",
  "at_stripe.refunded": "warn",
  "at_stripe.credit_note_created": "warn",
  "at_stripe.invoice_voided": "warn",
  "at_stripe.invoice_uncollectible": "warn",
  "payment_account.refused": "bad",
  "billing_details.refused_by_stripe": "bad",
  "order.failed": "bad",
  "reservation.failed": "bad",
  "license.payment_failed": "bad",
  "license.payment_overdue": "bad",
  "plan.refused_by_stripe": "bad",
  "tax_rate.refused_by_stripe": "bad",
  "stripe_difference.found": "warn",
  "stripe_difference.gone": "good",
  "at_stripe.refund_failed": "bad",
  "at_stripe.dispute_opened": "bad",
  "at_stripe.dispute_lost": "bad",
  "contract.refused_by_stripe": "bad",
  "license.credit_refused": "bad",
};

export const actionTone = (action: AuditAction): Tone => tones[action] ?? "neutral";
