import { hasFittingCheckDigits } from "./check-digits";
import { euVatExample } from "./eu-vat";
import { pastedNumber, readingsOf } from "./pasted-number";
import type { TaxId } from "./tax-id";
import { type TaxIdKind, taxIdKinds } from "./tax-id-kinds";

/** Why a number is no tax id of its type: the rule that it breaks, and an example of a right one. */
export type TaxIdProblem = {
  part: "type" | "value";
  rule: "not_offered" | "tax_id_form" | "tax_id_check";
  example?: string;
};

/**
 * The number as Stripe writes it, however it was typed or pasted; and what is wrong with it, or null.
 */
export function readTaxId({ type, value }: TaxId): { taxId: TaxId; problem: TaxIdProblem | null } {
  const kind = Object.hasOwn(taxIdKinds, type) ? taxIdKinds[type] : undefined;
  const pasted = pastedNumber(value);
  const fitting = kind && fittingReading(kind, pasted);
  const text = fitting ?? pasted;
  const taxId = { type, value: kind?.layout ? laidOut(text, kind.layout) : text };
  const example = type === "eu_vat" ? euVatExample(text.slice(0, 2)) : kind?.example;
  const fails = (part: TaxIdProblem["part"], rule: TaxIdProblem["rule"]) => ({
    taxId,
    problem: { part, rule, example },
  });
  if (!kind) return fails("type", "not_offered");
  if (fitting === undefined) return fails("value", "tax_id_form");
  if (!hasFittingCheckDigits(type, text)) return fails("value", "tax_id_check");
  return { taxId, problem: null };
}

function fittingReading({ form, countries }: TaxIdKind, pasted: string): string | undefined {
  const fits = (text: string) => (typeof form === "function" ? form(text) : form.test(text));
  for (const reading of readingsOf(pasted, countries)) if (fits(reading)) return reading;
  return undefined;
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
