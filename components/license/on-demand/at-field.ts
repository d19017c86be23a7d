import type { Result } from "@/lib/domain/errors";

const fieldOf: Readonly<Record<string, string>> = {
  what: "amount",
  "what.amountMinor": "amount",
  "what.quantity": "amount",
  "what.component": "component",
};

/** Quantity and amount are typed into one field of the form; what is wrong with either is told there, once. */
export function atField<Value>(result: Result<Value>): Result<Value> {
  if (result.ok) return result;
  const fields = result.refusal.fields?.map((one) => ({ ...one, field: fieldOf[one.field] ?? one.field }));
  const once = fields?.filter(
    ({ field }, index) => fields.findIndex((other) => other.field === field) === index,
  );
  return { ok: false, refusal: { ...result.refusal, fields: once } };
}
