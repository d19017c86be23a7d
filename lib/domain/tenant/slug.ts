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
