/** Names that browsers still list, and what the zones are called today. */
const renamed: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

export const currentZoneName = (zone: string): string => renamed[zone] ?? zone;

export const zoneRegions = [
  "Asia",
  "Europe",
  "America",
  "Africa",
  "Australia",
  "Pacific",
  "Atlantic",
  "Indian",
  "Arctic",
  "Antarctica",
] as const;
export type ZoneRegion = (typeof zoneRegions)[number] | "other";

/** The zones by their part of the world, by today's names, each once and in order. Those of no part come last. */
export function groupedZones(zones: readonly string[]): { region: ZoneRegion; zones: string[] }[] {
  const names = [...new Set(zones.map(currentZoneName))].sort();
  const regionOf = (zone: string): ZoneRegion =>
    zoneRegions.find((region) => zone.startsWith(`${region}/`)) ?? "other";
  return [...zoneRegions, "other" as const]
    .map((region) => ({ region, zones: names.filter((zone) => regionOf(zone) === region) }))
    .filter(({ zones }) => zones.length > 0);
}

/** `Asia/Ho_Chi_Minh` as it stands below its part of the world: "Ho Chi Minh". */
export const zoneLabel = (zone: string): string =>
  zone
    .replace(/^[^/]+\//, "")
    .replaceAll("_", " ")
    .replaceAll("/", " – ");
