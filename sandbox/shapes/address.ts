import type { Params } from "../params/params";

export interface Address {
  city: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  postal_code: string | null;
  state: string | null;
}

const ADDRESS_FIELDS = ["city", "country", "line1", "line2", "postal_code", "state"] as const;

/** The address in the parameter `key`: undefined when not sent, null when unset. */
export function readAddress(params: Params, key: string): Address | null | undefined {
  if (params.isEmpty(key)) return null;
  const sent = params.child(key)?.only(...ADDRESS_FIELDS);
  if (!sent) return undefined;
  const country = sent.text("country") ?? null;
  if (country !== null && !/^[A-Z]{2}$/i.test(country)) {
    throw sent.fail(
      "country",
      `Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead.`,
    );
  }
  return {
    city: sent.text("city") ?? null,
    country: country?.toUpperCase() ?? null,
    line1: sent.text("line1") ?? null,
    line2: sent.text("line2") ?? null,
    postal_code: sent.text("postal_code") ?? null,
    state: sent.text("state") ?? null,
  };
}
