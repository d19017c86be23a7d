/** Currencies by the countries that use them; elsewhere the US dollar is what software is mostly sold in. */
const countriesOf = {
  JPY: "JP",
  GBP: "GB GG IM JE",
  EUR: "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM VA XK YT",
  AUD: "AU CC CX HM KI NF NR TV",
  CAD: "CA",
  CHF: "CH LI",
  CNY: "CN",
  DKK: "DK FO GL",
  HKD: "HK",
  INR: "IN BT",
  KRW: "KR",
  MXN: "MX",
  BRL: "BR",
  MYR: "MY",
  NOK: "NO BV SJ",
  NZD: "NZ CK NU PN TK",
  PHP: "PH",
  PLN: "PL",
  SEK: "SE",
  SGD: "SG",
  THB: "TH",
  TWD: "TW",
  VND: "VN",
  ZAR: "ZA",
  IDR: "ID",
  CZK: "CZ",
  HUF: "HU",
  RON: "RO",
  ILS: "IL",
  AED: "AE",
  SAR: "SA",
  TRY: "TR",
} as const;

const currencyByCountry = new Map(
  Object.entries(countriesOf).flatMap(([currency, countries]) =>
    countries.split(" ").map((country): [string, string] => [country, currency]),
  ),
);

/** The zone in which most people of a country with several zones live. */
const mainZones: Readonly<Record<string, string>> = {
  AU: "Australia/Sydney",
  BR: "America/Sao_Paulo",
  CA: "America/Toronto",
  CL: "America/Santiago",
  CN: "Asia/Shanghai",
  ES: "Europe/Madrid",
  ID: "Asia/Jakarta",
  KZ: "Asia/Almaty",
  MX: "America/Mexico_City",
  MY: "Asia/Kuala_Lumpur",
  NZ: "Pacific/Auckland",
  PT: "Europe/Lisbon",
  RU: "Europe/Moscow",
  UA: "Europe/Kyiv",
  US: "America/New_York",
};

/** What is offered and mostly used there, or the US dollar, or whatever is offered. */
export function usualCurrency(country: string, offered: readonly string[]): string | null {
  const wanted = [currencyByCountry.get(country), "USD"].find((one) => one && offered.includes(one));
  return wanted ?? offered[0] ?? null;
}

/** `zones`: those of the country, as the browser knows them. */
export const usualZone = (country: string, zones: readonly string[]): string | null =>
  mainZones[country] ?? zones[0] ?? null;

export const usualLanguage = (country: string): "en" | "ja" => (country === "JP" ? "ja" : "en");
