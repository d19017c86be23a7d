import type { Params } from "../params/params";

export interface CustomField {
  name: string;
  value: string;
}

export function readCustomFields(params: Params, key = "custom_fields"): CustomField[] | null | undefined {
  const sent = params.children(key);
  if (!sent) return undefined;
  if (sent.length === 0) return null;
  if (sent.length > 4) throw params.fail(key, "At most 4 custom fields are allowed.");
  return sent.map((field) => ({
    name: field.only("name", "value").need("name"),
    value: field.need("value"),
  }));
}
