import { z } from "@hono/zod-openapi";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import { snakeCase } from "@/lib/domain/snake-case";
import type { PromiseLineView, PromiseTaxView } from "@/lib/features/license/charges/promise-view";
import type { PromisedPreview } from "@/lib/features/license/confirm-change/kept-promises";
import type { Locale } from "@/lib/i18n/locales";
import { promisedLineText } from "@/lib/i18n/promise/promised-line-text";
import { taxTreatmentText } from "@/lib/i18n/promise/tax-treatment-text";

export const amount = z.string().openapi({ description: "In the smallest unit, as text", example: "12000" });
export const localDay = z
  .string()
  .openapi({ description: "A day of the tenant's time zone", example: "2026-11-20" });
export const addOnsSchema = z.record(z.string(), z.string()).openapi({
  description: "By key: `1` for one that is on, how many, or the key of the chosen option",
  example: { analytics: "1" },
});

export const promisedLineSchema = z
  .object({
    kind: z.enum(["charge", "unused", "discount", "usage", "folded"]).openapi({
      description: "`unused`: paid days that are given back. `folded`: many lines of usage in one",
    }),
    component: z.string().nullable().openapi({ description: "The plan's component; null: none alone" }),
    description: z.string().openapi({ example: "Business: Base fee" }),
    detail: z.string().openapi({ example: "¥12,000" }),
    days: z.string().openapi({ example: "Nov 20 – Nov 30, 2026 (11 of 30 days)" }),
    from: localDay,
    until: localDay.openapi({ description: "The day after the last one" }),
    amount,
  })
  .openapi("PromisedLine");

export const promisedTaxSchema = z
  .object({ key: z.string(), name: z.string(), percent: z.string(), inclusive: z.boolean(), amount })
  .openapi("PromisedTax");

export const nextChargeSchema = z
  .object({
    on: localDay,
    lines: z.array(promisedLineSchema),
    taxes: z.array(promisedTaxSchema),
    total: amount,
  })
  .openapi("NextCharge");

export const changePreviewSchema = z
  .object({
    promise_id: z.string().nullable().openapi({
      description: "Place it with this; null: nothing would change",
    }),
    kind: z.enum(["purchase", "upgrade", "downgrade", "same"]).openapi({
      description: "A `downgrade` is reserved for the next period, everything else is charged now",
    }),
    plan: z.object({ key: z.string(), name: z.string() }),
    interval: z.enum(paidIntervals),
    seats: z.int(),
    add_ons: addOnsSchema,
    coupon: z.object({ code: z.string(), name: z.string() }).nullable(),
    mode: z.enum(changeModes),
    effective_on: localDay,
    trial_end: localDay.nullable().openapi({ description: "The first day that is paid; null: no trial" }),
    currency: z.string(),
    lines: z.array(promisedLineSchema),
    subtotal: amount,
    discount: amount,
    taxes: z.array(promisedTaxSchema),
    tax_note: z.string().nullable().openapi({ description: "Why there is no tax" }),
    total: amount,
    balance_applied: amount.openapi({
      description: "Taken from the payer's balance; negative: what was owed before is collected with it",
    }),
    due_now: amount,
    next: nextChargeSchema.nullable().openapi({ description: "The next regular charge; null: none" }),
    does_not_fit: z
      .array(z.object({ limit: z.string(), used: z.int(), maximum: z.int() }))
      .openapi({ description: "What is in use today and more than the wanted plan allows" }),
    card_on_file: z.boolean().openapi({ description: "false: the order will wait for a card" }),
  })
  .openapi("ChangePreview");

type LineJson = z.output<typeof promisedLineSchema>;

export const lineJson = (line: PromiseLineView, currency: string, locale: Locale): LineJson => {
  const { label, detail, days } = promisedLineText(line, currency, locale);
  return {
    kind: line.kind,
    component: componentOf(line),
    description: label,
    detail,
    days,
    from: line.span.from,
    until: line.span.until,
    amount: line.amountMinor,
  };
};

function componentOf(line: PromiseLineView): string | null {
  if (line.kind === "charge" || line.kind === "unused") return line.component;
  return line.kind === "usage" && "component" in line.usage ? line.usage.component : null;
}

export const taxJson = ({ name, amountMinor, key, percent, inclusive }: PromiseTaxView, locale: Locale) => ({
  ...{ key, percent, inclusive },
  name: name[locale],
  amount: amountMinor,
});

export function nextJson(next: PromisedPreview["next"], currency: string, locale: Locale) {
  if (!next) return null;
  return {
    on: next.on,
    lines: next.lines.map((line) => lineJson(line, currency, locale)),
    taxes: next.taxes.map((tax) => taxJson(tax, locale)),
    total: next.totalMinor,
  };
}

/** What a change would do, in words and amounts. */
export function previewJson(preview: PromisedPreview, locale: Locale): z.output<typeof changePreviewSchema> {
  const { promise, currency, coupon } = preview;
  return {
    promise_id: preview.promiseId,
    kind: preview.kind,
    plan: { key: preview.planKey, name: preview.planName[locale] },
    interval: preview.interval,
    seats: preview.seats,
    add_ons: preview.addons,
    coupon: coupon && { code: coupon.code, name: coupon.name[locale] },
    mode: preview.mode,
    effective_on: preview.effectiveOn,
    trial_end: preview.trialEnd,
    currency,
    lines: (promise?.lines ?? []).map((line) => lineJson(line, currency, locale)),
    subtotal: promise?.subtotalMinor ?? "0",
    discount: promise?.discountMinor ?? "0",
    taxes: (promise?.taxes ?? []).map((tax) => taxJson(tax, locale)),
    tax_note: promise && taxTreatmentText(promise, currency, locale),
    total: promise?.totalMinor ?? "0",
    balance_applied: promise?.balanceAppliedMinor ?? "0",
    due_now: promise?.dueNowMinor ?? "0",
    next: nextJson(preview.next, currency, locale),
    does_not_fit: preview.misfits.map(({ limit, used, maximum }) => ({
      limit: snakeCase(limit),
      used,
      maximum,
    })),
    card_on_file: preview.cardOnFile,
  };
}
