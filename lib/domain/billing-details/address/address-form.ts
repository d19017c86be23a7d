import type { Address } from "../billing-details";
import { australianStates, canadianProvinces, prefectures, type StateChoice, usStates } from "./states";

export type AddressPart = Exclude<keyof Address, "country">;

/**
 * How a country writes an address: the parts in the order in which people write them, which parts are
 * required, what the country calls them, and the form of its postal code. Sources: the postal union's sheets
 * (upu.int, addressing) and Unicode's address data.
 */
export type AddressForm = {
  order: readonly AddressPart[];
  required: readonly AddressPart[];
  /** Tested against the code in capitals, without spaces around it. */
  postalCode?: { pattern: RegExp; example: string };
  states?: readonly StateChoice[];
  /** The names of parts, if the country has its own. */
  names: {
    postalCode: "postalCode" | "zip" | "postcode" | "pin" | "eircode";
    state: "state" | "prefecture" | "province" | "county" | "emirate";
    city: "city" | "cityJapan" | "town" | "suburb";
    line1: "street" | "streetJapan";
    line2: "building" | "more";
  };
  /** On an envelope: "10115 Berlin" in place of "Berlin 10115". */
  codeBeforeCity?: boolean;
};

const names = {
  postalCode: "postalCode",
  state: "state",
  city: "city",
  line1: "street",
  line2: "more",
} as const;

/** For a country without a form of its own: every part can be entered; street and city are required. */
const elsewhere: AddressForm = {
  order: ["line1", "line2", "city", "state", "postalCode"],
  required: ["line1", "city"],
  names,
};

const code = (pattern: RegExp, example: string) => ({ pattern, example });

/** Street, then "postal code city", without a state. */
const continental = (pattern: RegExp, example: string): AddressForm => ({
  order: ["line1", "line2", "postalCode", "city"],
  required: ["line1", "postalCode", "city"],
  postalCode: code(pattern, example),
  names,
  codeBeforeCity: true,
});

const withState = (pattern: RegExp, example: string, more: Partial<AddressForm> = {}): AddressForm => ({
  order: ["line1", "line2", "city", "state", "postalCode"],
  required: ["line1", "city", "state", "postalCode"],
  postalCode: code(pattern, example),
  ...more,
  names: { ...names, ...more.names },
});

const fourDigits = /^\d{4}$/;
const fiveDigits = /^\d{5}$/;
const sixDigits = /^\d{6}$/;

const forms: Readonly<Record<string, AddressForm>> = {
  JP: {
    order: ["postalCode", "state", "city", "line1", "line2"],
    required: ["postalCode", "state", "city", "line1"],
    postalCode: code(/^\d{3}-\d{4}$/, "150-0001"),
    states: prefectures,
    names: {
      postalCode: "postalCode",
      state: "prefecture",
      city: "cityJapan",
      line1: "streetJapan",
      line2: "building",
    },
  },
  US: withState(/^\d{5}(?:-\d{4})?$/, "94103", { states: usStates, names: { ...names, postalCode: "zip" } }),
  CA: withState(/^[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d$/, "K1A 0B1", {
    states: canadianProvinces,
    names: { ...names, state: "province" },
  }),
  AU: withState(fourDigits, "2000", {
    states: australianStates,
    names: { ...names, city: "suburb", postalCode: "postcode" },
  }),
  NZ: {
    ...continental(fourDigits, "6011"),
    order: ["line1", "line2", "city", "postalCode"],
    codeBeforeCity: false,
    names: { ...names, postalCode: "postcode" },
  },
  GB: {
    order: ["line1", "line2", "city", "state", "postalCode"],
    required: ["line1", "city", "postalCode"],
    postalCode: code(/^(?:GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/, "SW1A 1AA"),
    names: { ...names, city: "town", state: "county", postalCode: "postcode" },
  },
  IE: {
    order: ["line1", "line2", "city", "state", "postalCode"],
    required: ["line1", "city"],
    postalCode: code(/^[AC-FHKNPRTV-Y]\d[\dW] ?[\dAC-FHKNPRTV-Y]{4}$/, "D02 AF30"),
    names: { ...names, city: "town", state: "county", postalCode: "eircode" },
  },
  AT: continental(fourDigits, "1010"),
  BE: continental(fourDigits, "1000"),
  CH: continental(fourDigits, "8001"),
  LI: continental(fourDigits, "9490"),
  LU: continental(fourDigits, "1009"),
  DE: continental(fiveDigits, "10115"),
  DK: continental(fourDigits, "1050"),
  NO: continental(fourDigits, "0150"),
  SE: continental(/^\d{3} ?\d{2}$/, "111 22"),
  FI: continental(fiveDigits, "00100"),
  EE: continental(fiveDigits, "10111"),
  LV: continental(/^LV-\d{4}$/, "LV-1050"),
  LT: continental(/^(?:LT-)?\d{5}$/, "LT-01100"),
  FR: continental(fiveDigits, "75001"),
  MC: continental(/^980\d{2}$/, "98000"),
  NL: continental(/^\d{4} ?[A-Z]{2}$/, "1012 AB"),
  PL: continental(/^\d{2}-\d{3}$/, "00-001"),
  PT: continental(/^\d{4}-\d{3}$/, "1000-001"),
  CZ: continental(/^\d{3} ?\d{2}$/, "110 00"),
  SK: continental(/^\d{3} ?\d{2}$/, "811 01"),
  HU: continental(fourDigits, "1051"),
  SI: continental(/^(?:SI-)?\d{4}$/, "1000"),
  HR: continental(fiveDigits, "10000"),
  BG: continental(fourDigits, "1000"),
  RO: continental(sixDigits, "010011"),
  GR: continental(/^\d{3} ?\d{2}$/, "105 57"),
  CY: continental(fourDigits, "1010"),
  TR: continental(fiveDigits, "34110"),
  IL: continental(/^\d{5}(?:\d{2})?$/, "6100002"),
  ES: {
    ...continental(fiveDigits, "28001"),
    order: ["line1", "line2", "postalCode", "city", "state"],
    names: { ...names, state: "province" },
  },
  IT: {
    ...continental(fiveDigits, "00118"),
    order: ["line1", "line2", "postalCode", "city", "state"],
    names: { ...names, state: "province" },
  },
  MX: withState(fiveDigits, "06000", { codeBeforeCity: true }),
  BR: withState(/^\d{5}-?\d{3}$/, "01310-100"),
  IN: withState(/^[1-9]\d{5}$/, "110001", { names: { ...names, postalCode: "pin" } }),
  CN: withState(sixDigits, "100000", { names: { ...names, state: "province" } }),
  KR: withState(fiveDigits, "04524", { names: { ...names, state: "province" } }),
  TW: {
    ...elsewhere,
    order: ["postalCode", "city", "line1", "line2"],
    required: ["city", "line1"],
    postalCode: code(/^\d{3}(?:\d{2,3})?$/, "100"),
  },
  TH: withState(fiveDigits, "10110", { names: { ...names, state: "province" } }),
  MY: withState(fiveDigits, "50050", { codeBeforeCity: true }),
  ID: withState(fiveDigits, "10110", { names: { ...names, state: "province" } }),
  PH: {
    ...elsewhere,
    required: ["line1", "city", "postalCode"],
    postalCode: code(fourDigits, "1000"),
    names: { ...names, state: "province" },
  },
  VN: { ...elsewhere, postalCode: code(/^\d{5,6}$/, "100000"), names: { ...names, state: "province" } },
  SG: {
    order: ["line1", "line2", "postalCode"],
    required: ["line1", "postalCode"],
    postalCode: code(sixDigits, "018956"),
    names,
  },
  HK: { order: ["line1", "line2", "city"], required: ["line1", "city"], names },
  AE: {
    order: ["line1", "line2", "city", "state"],
    required: ["line1", "state"],
    names: { ...names, state: "emirate" },
  },
};

export const addressForm = (country: string): AddressForm =>
  (Object.hasOwn(forms, country) ? forms[country] : undefined) ?? elsewhere;

/** The countries with a form of their own. */
export const countriesWithForms = Object.keys(forms);
