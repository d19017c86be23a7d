import type { Result } from "@/lib/domain/errors";

/** Our names of fields in refusals, where Dodo's are others. */
const dodosNames: Record<string, string> = {
  couponCode: "discount_code",
  currency: "billing_currency",
};

/** A refusal with Dodo's names of fields. `names` are those of one route. */
export function inDodosNames<T>(result: Result<T>, names: Record<string, string> = {}): Result<T> {
  if (result.ok || !result.refusal.fields) return result;
  const fields = result.refusal.fields.map((error) => ({
    ...error,
    field: names[error.field] ?? dodosNames[error.field] ?? error.field,
  }));
  return { ok: false, refusal: { ...result.refusal, fields } };
}
