import { type Address, addressParts } from "../billing-details";
import { type AddressPart, addressForm, type StateChoice } from "./address-form";
import { readPostalCode } from "./postal-code";

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
  const { code, fits } = readPostalCode(typed.country, typed.postalCode);
  const address = {
    ...typed,
    postalCode: code,
    state: form.states ? canonicalState(form.states, typed.state) : typed.state,
  };
  const problems: AddressProblem[] = [];
  if (address.country === "" && addressParts.some((part) => address[part] !== ""))
    problems.push({ part: "country", rule: "required" });
  if (!fits)
    problems.push({ part: "postalCode", rule: "postal_code", example: form.postalCodeExample ?? "" });
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
