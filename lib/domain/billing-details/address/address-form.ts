import type { Address } from "../billing-details";
// Node itself reads it in the browser tests, and asks for the type.
import table from "./address-forms.json" with { type: "json" };

export type AddressPart = Exclude<keyof Address, "country">;

/**
 * One choice of a state. Its value is what is kept and sent to Stripe. `ja` is there only if Japanese has a name of its
 * own.
 */
export type StateChoice = { value: string; en: string; ja?: string };

/**
 * How a country writes an address: the parts in the order in which people write them, which parts are required, what the
 * country calls them, and an example of its postal code.
 */
export type AddressForm = {
  order: readonly AddressPart[];
  required: readonly AddressPart[];
  postalCodeExample?: string;
  states?: readonly StateChoice[];
  /** The names of parts, if the country has its own. */
  names: PartNames;
  /** On an envelope: "10115 Berlin" in place of "Berlin 10115". */
  codeBeforeCity: boolean;
};

/**
 * `address-forms.json`, made from Google's address metadata: of each country the parts that its addresses have and need
 * (A: street, C: city, S: state, Z: postal code), in the order of a reader of Latin script, and what it calls postal code,
 * state and city.
 */
export type FormTable = Record<
  string,
  { order: string; required: string; example?: string; names?: string[]; states?: string[][] }
>;

const forms: FormTable = table;

const partOf: Readonly<Record<string, AddressPart>> = {
  A: "line1",
  C: "city",
  S: "state",
  Z: "postalCode",
};

/** The metadata's word for a part, and ours; a word that is not here has none of its own. */
const words = {
  postalCode: { zip: "zip", pin: "pin", eircode: "eircode" },
  state: {
    state: "state",
    prefecture: "prefecture",
    county: "county",
    emirate: "emirate",
    area: "area",
    department: "department",
    district: "district",
    island: "island",
    oblast: "oblast",
    parish: "parish",
    region: "region",
    "": "province",
    do_si: "province",
  },
  city: { post_town: "town", suburb: "suburb", district: "cityOrDistrict" },
} as const;

type WordOf<Table> = Table[keyof Table];
export type PartNames = {
  postalCode: WordOf<typeof words.postalCode> | "postalCode";
  state: WordOf<typeof words.state>;
  city: WordOf<typeof words.city> | "city" | "cityJapan";
  line1: "street" | "streetJapan";
  line2: "building" | "more";
};

/** The metadata has no city for Japan, where it is a part of its own on forms and at Stripe. */
const japanese = {
  order: ["postalCode", "state", "city", "line1", "line2"],
  required: ["postalCode", "state", "city", "line1"],
  names: {
    postalCode: "postalCode",
    state: "prefecture",
    city: "cityJapan",
    line1: "streetJapan",
    line2: "building",
  },
} as const satisfies Partial<AddressForm>;

/** For a country of which the metadata knows no form: every part can be entered; street and city are required. */
const elsewhere: FormTable[string] = { order: "ACSZ", required: "AC" };

export function addressForm(country: string): AddressForm {
  const { order, required, example, names, states } =
    (Object.hasOwn(forms, country) ? forms[country] : undefined) ?? elsewhere;
  const form: AddressForm = {
    order: partsOf(order).flatMap((part) => (part === "line1" ? ["line1", "line2"] : [part])),
    required: partsOf(required),
    ...(example ? { postalCodeExample: example } : {}),
    ...(states
      ? { states: states.map(([value = "", en = "", ja]) => ({ value, en, ...(ja ? { ja } : {}) })) }
      : {}),
    names: namesOf(names),
    codeBeforeCity: order.indexOf("Z") >= 0 && order.indexOf("Z") < order.indexOf("C"),
  };
  return country === "JP" ? { ...form, ...japanese } : form;
}

const partsOf = (letters: string): AddressPart[] => [...letters].flatMap((letter) => partOf[letter] ?? []);

function namesOf([zip = "", state = "", city = ""]: readonly string[] = []): PartNames {
  return {
    postalCode: word(words.postalCode, zip) ?? "postalCode",
    state: word(words.state, state) ?? "province",
    city: word(words.city, city) ?? "city",
    line1: "street",
    line2: "more",
  };
}

const word = <Word extends string>(known: Readonly<Record<string, Word>>, name: string): Word | undefined =>
  Object.hasOwn(known, name) ? known[name] : undefined;

/** The countries with a form of their own. */
export const countriesWithForms = Object.keys(forms);
