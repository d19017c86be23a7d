import { html } from "hono/html";
import { StripeError } from "../core/errors";
import type { CardInput } from "../operations/card";
import type { Html } from "./reply";
import { words } from "./words/index";
import type { Locale } from "./words/locale";

export type CardField = "number" | "expiry" | "cvc" | "name";

/** What was typed and the errors in it, to show the form again. */
export interface CardEntry {
  values: Record<CardField, string>;
  errors: Partial<Record<CardField, string>>;
}

export type FormValues = Record<string, unknown>;

const FORM_ID = "card-form";
const EMPTY: CardEntry = { values: { number: "", expiry: "", cvc: "", name: "" }, errors: {} };

/** A submitted field with full-width characters normalised and surrounding blanks removed. */
export function typed(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value.normalize("NFKC").trim() : "";
}

/**
 * Reads a card from a submitted form. The button of a test card (`fill`) brings number, expiry and CVC along.
 * That expiry lies four years after `created` (unix seconds), so it is valid at any time of the sandbox's clock.
 */
export function readCard(
  locale: Locale,
  form: FormValues,
  created: number,
): { card: CardInput; entry: CardEntry } | { card: null; entry: CardEntry } {
  const e = words(locale).card.errors;
  const fill = typed(form, "fill");
  const year = new Date(created * 1000).getUTCFullYear() + 4;
  const values = fill
    ? { number: fill, expiry: `12/${year}`, cvc: "123", name: typed(form, "name") }
    : {
        number: typed(form, "number"),
        expiry: typed(form, "expiry"),
        cvc: typed(form, "cvc"),
        name: typed(form, "name"),
      };
  const errors: CardEntry["errors"] = {};
  if (!/^[\d\s-]{12,25}$/.test(values.number)) errors.number = e.number;
  const expiry = /^(\d{1,2})\s*[/-]?\s*(\d{4}|\d{2})$/.exec(values.expiry);
  const month = Number(expiry?.[1]);
  if (!expiry || month < 1 || month > 12) errors.expiry = e.expiryForm;
  if (!/^\d{3,4}$/.test(values.cvc)) errors.cvc = e.cvc;
  const entry = { values: { ...values, cvc: "" }, errors };
  if (!expiry || Object.keys(errors).length > 0) return { card: null, entry };
  const years = expiry[2] ?? "";
  const card: CardInput = {
    number: values.number,
    expMonth: month,
    expYear: years.length === 2 ? Math.floor(year / 100) * 100 + Number(years) : Number(years),
    ...(values.name ? { name: values.name } : {}),
  };
  return { card, entry };
}

/** The card entry with the error at its field; null when the error is not about a field of the card. */
export function refusedField(locale: Locale, error: unknown): CardEntry["errors"] | null {
  if (!(error instanceof StripeError)) return null;
  const e = words(locale).card.errors;
  if (error.body.param === "number") return { number: e.number };
  if (error.body.param === "expiry") return { expiry: e.expiryPast };
  return null;
}

export function cardFields(locale: Locale, { values, errors }: CardEntry = EMPTY): Html {
  const t = words(locale).card;
  return html`
${field("number", t.number, values.number, errors.number, t.notReal, "cc-number", "numeric")}
<div class="pair">
${field("expiry", t.expiry, values.expiry, errors.expiry, t.expiryHint, "cc-exp", "text")}
${field("cvc", t.cvc, values.cvc, errors.cvc, null, "cc-csc", "numeric")}
</div>
${field("name", t.name, values.name, errors.name, t.optional, "cc-name", "text")}`;
}

function field(
  name: CardField,
  label: string,
  value: string,
  error: string | undefined,
  hint: string | null,
  autocomplete: string,
  inputmode: string,
): Html {
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${value}" autocomplete="${autocomplete}" inputmode="${inputmode}"
 aria-describedby="${described}" aria-invalid="${error ? "true" : "false"}" maxlength="100">
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ""}
${error ? html`<p class="error" id="${name}-error">${error}</p>` : ""}
</div>`;
}

/** A form for a card with `inside` as its content. The buttons of the test cards stand outside and refer to it. */
export function cardForm(inside: Html): Html {
  return html`<form method="post" id="${FORM_ID}" novalidate class="choose">${inside}</form>`;
}

/** The buttons that submit the card form with a test card. They come after it, so that Enter presses the form's button. */
export function testCards(locale: Locale): Html {
  const t = words(locale).card;
  const cards: [string, string][] = [
    ["4242 4242 4242 4242", t.works],
    ["4000 0025 0000 3155", t.authenticates],
    ["4000 0000 0000 0341", t.failsLater],
    ["4000 0000 0000 0002", t.declines],
  ];
  return html`<section aria-labelledby="tests"><h2 id="tests">${t.tests}</h2><p class="soft small">${t.testsHint}</p>
<ul class="plain cards">${cards.map(
    ([number, effect]) =>
      html`<li><button form="${FORM_ID}" name="fill" value="${number}"><code>${t.use(number)}</code> <span>${effect}</span></button></li>`,
  )}</ul></section>`;
}

/** A message at the top of the page. */
export const notice = (text: string, tone: "bad" | "good" | "warn"): Html =>
  html`<div class="notice ${tone}" role="${tone === "bad" ? "alert" : "status"}"><p>${text}</p></div>`;
