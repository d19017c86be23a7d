import { html } from "hono/html";
import type { CustomerDetails } from "../../operations/portal";
import type { Address } from "../../shapes/address";
import type { Customer } from "../../shapes/customer";
import { EMAIL_PATTERN } from "../../shapes/customer";
import { type FormValues, notice, typed } from "../card-form";
import type { Html } from "../reply";
import { words } from "../words/index";
import type { Locale } from "../words/locale";
import type { Detail } from "./portal-view";

const ADDRESS: [field: keyof Address, autocomplete: string][] = [
  ["country", "country"],
  ["postal_code", "postal-code"],
  ["state", "address-level1"],
  ["city", "address-level2"],
  ["line1", "address-line1"],
  ["line2", "address-line2"],
];

export interface DetailsEntry {
  values: FormValues;
  errors: { email?: string; country?: string };
}

/** The customer's details as values of the form's fields. */
export function detailsEntry({ name, email, phone, address }: Customer): DetailsEntry {
  return { values: { name, email, phone, ...address }, errors: {} };
}

/** Reads only the fields that the configuration lets the payer change. */
export function readDetails(
  locale: Locale,
  form: FormValues,
  allowed: Detail[],
): { details: CustomerDetails; entry: DetailsEntry } {
  const e = words(locale).portal.errors;
  const value = (name: string) => typed(form, name) || null;
  const country = typed(form, "country").toUpperCase() || null;
  const errors: DetailsEntry["errors"] = {};
  const details: CustomerDetails = {};
  if (allowed.includes("name")) details.name = value("name");
  if (allowed.includes("phone")) details.phone = value("phone");
  if (allowed.includes("email")) {
    details.email = value("email");
    if (details.email && !EMAIL_PATTERN.test(details.email)) errors.email = e.email;
  }
  if (allowed.includes("address")) {
    if (country && !/^[A-Z]{2}$/.test(country)) errors.country = e.country;
    const address: Address = {
      city: value("city"),
      country,
      line1: value("line1"),
      line2: value("line2"),
      postal_code: value("postal_code"),
      state: value("state"),
    };
    details.address = Object.values(address).some(Boolean) ? address : null;
  }
  return { details, entry: { values: form, errors } };
}

export function detailsForm(locale: Locale, { values, errors }: DetailsEntry, allowed: Detail[]): Html {
  const t = words(locale).portal;
  const labels: Record<string, string> = {
    name: t.name,
    email: t.email,
    phone: t.phone,
    country: t.country,
    postal_code: t.postalCode,
    state: t.state,
    city: t.city,
    line1: t.line1,
    line2: t.line2,
  };
  const plain: [Detail, string, string][] = [
    ["name", "name", "text"],
    ["email", "email", "email"],
    ["phone", "tel", "tel"],
  ];
  const one = (name: string, autocomplete: string, type = "text", hint?: string, error?: string) => html`
<div class="field"><label for="${name}">${labels[name]}</label>
<input id="${name}" name="${name}" type="${type}" value="${typed(values, name)}" autocomplete="${autocomplete}" maxlength="500"
 aria-describedby="${[hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ")}" aria-invalid="${error ? "true" : "false"}">
${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ""}
${error ? html`<p class="error" id="${name}-error">${error}</p>` : ""}</div>`;
  return html`${Object.keys(errors).length > 0 ? notice(t.errors.summary, "bad") : ""}
<h1>${t.information}</h1>
<section><form method="post" novalidate>
${plain
  .filter(([name]) => allowed.includes(name))
  .map(([name, autocomplete, type]) =>
    one(name, autocomplete, type, undefined, name === "email" ? errors.email : undefined),
  )}
${
  allowed.includes("address")
    ? html`<fieldset><legend>${t.address}</legend>${ADDRESS.map(([name, autocomplete]) =>
        name === "country"
          ? one(name, autocomplete, "text", t.countryHint, errors.country)
          : one(name, autocomplete),
      )}</fieldset>`
    : ""
}
<button class="act" name="do" value="save_details">${t.save}</button>
</form></section>`;
}
