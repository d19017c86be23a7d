import { type Address, addressParts } from "../billing-details";
import { type AddressPart, addressForm } from "./address-form";
import type { StateChoice } from "./states";

/** One part of an address that does not have its country's form. */
export type AddressProblem = {
  part: keyof Address;
  rule: "required" | "postal_code" | "not_offered";
  example?: string;
};

/**
 * An address in its country's own writing, and what is wrong with it. Only what is entered is checked. What
 * is missing is named by `missingAddressParts`, so that an incomplete address can be kept.
 */
export function readAddress(typed: Address): { address: Address; problems: AddressProblem[] } {
  const form = addressForm(typed.country);
  const address = {
    ...typed,
    postalCode: tidyPostalCode(typed.country, typed.postalCode),
    state: form.states ? canonicalState(form.states, typed.state) : typed.state,
  };
  const problems: AddressProblem[] = [];
  if (address.country === "" && addressParts.some((part) => address[part] !== ""))
    problems.push({ part: "country", rule: "required" });
  if (address.postalCode !== "" && form.postalCode && !form.postalCode.pattern.test(address.postalCode))
    problems.push({ part: "postalCode", rule: "postal_code", example: form.postalCode.example });
  if (address.state !== "" && form.states && !form.states.some(({ value }) => value === address.state))
    problems.push({ part: "state", rule: "not_offered" });
  return { address, problems };
}

/**
 * The parts that an address of the country needs and this one lacks. Without a country, every part is
 * missing.
 */
export function missingAddressParts(address: Address): (keyof Address)[] {
  if (address.country === "") return ["country"];
  return addressForm(address.country).required.filter((part: AddressPart) => address[part] === "");
}

/**
 * Corrects full-width digits, 〒, and a hyphen or a space that was left out, so that nobody has to type a code
 * again.
 */
function tidyPostalCode(country: string, typed: string): string {
  const text = typed
    .normalize("NFKC")
    .replace(/^〒\s*/, "")
    .replace(/[‐-―−ー]/g, "-")
    .trim()
    .toUpperCase();
  if (country === "JP") return text.replace(/^(\d{3})\s?-?\s?(\d{4})$/, "$1-$2");
  if (country === "CA") return text.replace(/^(\w{3})[\s-]?(\w{3})$/, "$1 $2");
  if (country === "GB") return text.replace(/^([A-Z\d]{2,4}?)\s?(\d[A-Z]{2})$/, "$1 $2");
  if (country === "PL") return text.replace(/^(\d{2})-?(\d{3})$/, "$1-$2");
  if (country === "PT") return text.replace(/^(\d{4})-?(\d{3})$/, "$1-$2");
  return text;
}

const folded = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[-\s](?:to|fu|ken|do)$/, "")
    .trim();

/** A state may be written with any of its names. A text that is none of them is kept as it is. */
function canonicalState(choices: readonly StateChoice[], typed: string): string {
  const wanted = folded(typed);
  const found = choices.find(
    ({ value, en, ja }) =>
      [value, en, ja].some((name) => name !== undefined && folded(name) === wanted) ||
      (ja !== undefined && wanted.length > 1 && ja.slice(0, -1) === wanted),
  );
  return found?.value ?? typed;
}
