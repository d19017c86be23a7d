import { readTaxId } from "../billing-details/tax-ids/read-tax-id";

/**
 * A registration number as the tax office writes it, and the rule it breaks or null. Its 13 digits are a corporate number
 * (法人番号) with a check digit; sole proprietors get numbers of the same form.
 */
export function readRegistrationNumber(text: string): { number: string; problem: string | null } {
  const { taxId, problem } = readTaxId({ type: "jp_trn", value: text });
  return { number: taxId.value, problem: problem?.rule ?? null };
}
