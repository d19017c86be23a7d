/**
 * A tenant's address is the part behind /t/. It is short enough to read aloud, and differs from Choba's own
 * pages.
 */
export const slugLength = { minimum: 2, maximum: 40 };

const shape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const reserved = new Set(["desk", "export", "import", "new"]);

/** The rule that an address breaks, or null. The parser checks the length. */
export function slugProblem(slug: string): "slug_form" | "reserved" | null {
  if (!shape.test(slug)) return "slug_form";
  return reserved.has(slug) ? "reserved" : null;
}

/**
 * An address made from a name: "Café Müller K.K." → "cafe-muller-k-k". Empty if the name has no Latin
 * letters.
 */
export function proposeSlug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, slugLength.maximum)
    .replace(/^-+|-+$/g, "");
}

const kindsOfCompany =
  /株式会社|有限会社|合同会社|合資会社|合名会社|(一般|公益)?(社団|財団)法人|[(（](株|有|同)[)）]/gu;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** True for a name whose Latin letters are few or none, but whose kana can be read aloud. */
export const isInKana = (name: string): boolean => kana.test(nameAlone(name));

/** A company's name without its kind: 株式会社ミナト書店 → ミナト書店. */
export const nameAlone = (name: string): string => name.normalize("NFKC").replace(kindsOfCompany, "").trim();

const secondLevel = new Set(["co", "or", "ne", "ac", "go", "com", "net", "org"]);
const mailForAll = new Set([
  "gmail",
  "googlemail",
  "yahoo",
  "outlook",
  "hotmail",
  "live",
  "icloud",
  "docomo",
]);

/** An address made from that of the owner, whose domain is mostly the company's: aoi@shirakawa.co.jp → shirakawa. */
export function proposeSlugOfEmail(email: string): string {
  const labels = (email.split("@")[1] ?? "").toLowerCase().split(".");
  if (labels.length < 2) return "";
  labels.pop();
  if (labels.length > 1 && secondLevel.has(labels.at(-1) ?? "")) labels.pop();
  const name = labels.at(-1) ?? "";
  return mailForAll.has(name) ? "" : proposeSlug(name);
}
