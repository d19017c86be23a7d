/** How somebody is addressed and counts days, as far as their country or currency tells it. */
export type Region = { timeZone: string; locale: "en" | "ja" };

/** Countries with one time zone whose customers are likely; elsewhere days are those of UTC until somebody says otherwise. */
const zones: Readonly<Record<string, string>> = {
  JP: "Asia/Tokyo",
  KR: "Asia/Seoul",
  TW: "Asia/Taipei",
  SG: "Asia/Singapore",
  HK: "Asia/Hong_Kong",
  TH: "Asia/Bangkok",
  VN: "Asia/Ho_Chi_Minh",
  PH: "Asia/Manila",
  IN: "Asia/Kolkata",
  GB: "Europe/London",
  IE: "Europe/Dublin",
  DE: "Europe/Berlin",
  FR: "Europe/Paris",
  IT: "Europe/Rome",
  NL: "Europe/Amsterdam",
  BE: "Europe/Brussels",
  AT: "Europe/Vienna",
  CH: "Europe/Zurich",
  SE: "Europe/Stockholm",
  NO: "Europe/Oslo",
  DK: "Europe/Copenhagen",
  FI: "Europe/Helsinki",
  PL: "Europe/Warsaw",
  CZ: "Europe/Prague",
};

/** What is proposed for a new tenant of which only its country (ISO 3166, may be empty) and currency are known. */
export function regionOf(country: string, currency: string): Region {
  const isJapanese = country === "JP" || (country === "" && currency === "JPY");
  return {
    timeZone: isJapanese ? "Asia/Tokyo" : (zones[country] ?? "UTC"),
    locale: isJapanese ? "ja" : "en",
  };
}
