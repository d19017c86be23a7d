/**
 * The forms of VAT numbers by member state, as VIES takes them (ec.europa.eu/taxation_customs/vies, question 11), without
 * spaces. Greece writes EL; XI is Northern Ireland.
 */
const euVatForms: Readonly<Record<string, { pattern: RegExp; example: string }>> = {
  AT: { pattern: /^ATU\d{8}$/, example: "ATU12345678" },
  BE: { pattern: /^BE[01]\d{9}$/, example: "BE0123456789" },
  BG: { pattern: /^BG\d{9,10}$/, example: "BG0123456789" },
  CY: { pattern: /^CY\d{8}[A-Z]$/, example: "CY12345678Z" },
  CZ: { pattern: /^CZ\d{8,10}$/, example: "CZ1234567890" },
  DE: { pattern: /^DE\d{9}$/, example: "DE123456789" },
  DK: { pattern: /^DK\d{8}$/, example: "DK12345678" },
  EE: { pattern: /^EE\d{9}$/, example: "EE123456789" },
  EL: { pattern: /^EL\d{9}$/, example: "EL123456789" },
  ES: { pattern: /^ES(?:[A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])$/, example: "ESA1234567Z" },
  FI: { pattern: /^FI\d{8}$/, example: "FI12345678" },
  FR: { pattern: /^FR[A-HJ-NP-Z\d]{2}\d{9}$/, example: "FRAB123456789" },
  HR: { pattern: /^HR\d{11}$/, example: "HR12345678912" },
  HU: { pattern: /^HU\d{8}$/, example: "HU12345678" },
  IE: { pattern: /^IE(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/, example: "IE1234567AB" },
  IT: { pattern: /^IT\d{11}$/, example: "IT12345678912" },
  LT: { pattern: /^LT(?:\d{9}|\d{12})$/, example: "LT123456789123" },
  LU: { pattern: /^LU\d{8}$/, example: "LU12345678" },
  LV: { pattern: /^LV\d{11}$/, example: "LV12345678912" },
  MT: { pattern: /^MT\d{8}$/, example: "MT12345678" },
  NL: { pattern: /^NL[A-Z\d+*]{10}\d{2}$/, example: "NL123456789B12" },
  PL: { pattern: /^PL\d{10}$/, example: "PL1234567890" },
  PT: { pattern: /^PT\d{9}$/, example: "PT123456789" },
  RO: { pattern: /^RO\d{2,10}$/, example: "RO1234567891" },
  SE: { pattern: /^SE\d{10}01$/, example: "SE123456789101" },
  SI: { pattern: /^SI\d{8}$/, example: "SI12345678" },
  SK: { pattern: /^SK\d{10}$/, example: "SK1234567891" },
  XI: { pattern: /^XI(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, example: "XI123456789" },
};

/** ISO 3166 of the member states; Greece is GR there. */
export const euCountries = Object.keys(euVatForms).map((prefix) =>
  prefix === "EL" ? "GR" : prefix === "XI" ? "GB" : prefix,
);

/** Northern Ireland's numbers are for goods, not for services. */
const forServices = Object.keys(euVatForms).filter((prefix) => prefix !== "XI");

/** ISO 3166 of the member states alone. */
export const euMemberStates: readonly string[] = forServices.map((prefix) =>
  prefix === "EL" ? "GR" : prefix,
);

/** The member state that gave a VAT number, or null if the text has the form of none. */
export function memberStateOfVat(text: string): string | null {
  const prefix = text.slice(0, 2);
  if (!forServices.includes(prefix) || !isEuVatForm(text)) return null;
  return prefix === "EL" ? "GR" : prefix;
}

const prefixOf = (country: string): string => (country === "GR" ? "EL" : country);

/** The example for a country, or Germany's. */
export const euVatExample = (country: string): string =>
  (euVatForms[prefixOf(country)] ?? euVatForms.DE)?.example ?? "";

export const isEuVatForm = (text: string): boolean =>
  euVatForms[text.slice(0, 2)]?.pattern.test(text) ?? false;
