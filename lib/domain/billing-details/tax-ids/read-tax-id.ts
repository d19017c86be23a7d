import { isIssuedAsCard } from "../card-number";
import { euVatExample } from "./eu-vat";
import type { TaxId } from "./tax-id";
import { taxIdKinds } from "./tax-id-kinds";

/** Why a number is no tax id of its type: the rule that it breaks, and an example of a right one. */
export type TaxIdProblem = {
  part: "type" | "value";
  rule: "not_offered" | "card_number" | "tax_id_form" | "tax_id_check";
  example?: string;
};

const compact = (text: string): string =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s./\-‐－]/g, "");

/**
 * The number as Stripe writes it, however it was typed with spaces and hyphens; and what is wrong with it, or
 * null.
 */
export function readTaxId({ type, value }: TaxId): { taxId: TaxId; problem: TaxIdProblem | null } {
  const text = compact(value);
  const kind = Object.hasOwn(taxIdKinds, type) ? taxIdKinds[type] : undefined;
  const taxId = { type, value: kind?.layout ? laidOut(text, kind.layout) : text };
  const example = type === "eu_vat" ? euVatExample(text.slice(0, 2)) : kind?.example;
  const fails = (part: TaxIdProblem["part"], rule: TaxIdProblem["rule"]) => ({
    taxId,
    problem: { part, rule, example },
  });
  if (!kind) return fails("type", "not_offered");
  if (isIssuedAsCard(text)) return fails("value", "card_number");
  const { form } = kind;
  if (!(typeof form === "function" ? form(text) : form.test(text))) return fails("value", "tax_id_form");
  if (kind.hasCheckDigits && !kind.hasCheckDigits(text)) return fails("value", "tax_id_check");
  return { taxId, problem: null };
}

/**
 * Puts the separators of a layout back. A number that is longer than the layout keeps its rest; a shorter one
 * ends early.
 */
function laidOut(text: string, layout: string): string {
  let rest = text;
  let written = "";
  for (const mark of layout) {
    if (rest === "") return written.trimEnd();
    if (mark !== "#") written += mark;
    else {
      written += rest[0];
      rest = rest.slice(1);
    }
  }
  return written + rest;
}

/** The tax id types of a country: first what its invoices usually carry, then other registrations. */
export function taxIdTypesOf(country: string): string[] {
  const usual = (type: string): number => {
    if (type === "eu_oss_vat" || !/^(?:jp_trn|au_abn|us_ein)$|_(?:vat|gst|gst_hst)$/.test(type)) return 0;
    return taxIdKinds[type]?.countries.length === 1 ? 2 : 1;
  };
  return Object.keys(taxIdKinds)
    .filter((type) => taxIdKinds[type]?.countries.includes(country))
    .sort((one, other) => usual(other) - usual(one));
}
