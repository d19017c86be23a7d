export type NameProblem = "hidden_characters" | "no_web_address";

/**
 * Characters that cannot be seen or turn the direction of what follows: with them a name reads as something that it is
 * not. Fillers are letters by their category, and are as invisible.
 */
const hidden = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\u115f\u1160\u3164\uffa0]/u;

/** Persian and the scripts of India write a joiner between two letters. */
const joiner =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200c\u200d](?=[\p{L}\p{M}])/gu;

/** A host, with what makes it an address that mail programs turn into a link: a scheme, www, a path, a port, a query. */
const host = String.raw`(?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+`;
const webAddress = new RegExp(String.raw`:\/\/|\bwww\.|${host}(?:\/|:\d|\?|#)`, "iu");

/** A host alone. Companies are named like it, persons are not. */
const bareHost = /(?<![\p{L}\p{N}.-])(?:[\p{Ll}\p{Lo}\p{N}-]+\.)+[\p{Ll}\p{Lo}]{2,}(?![\p{L}\p{N}.-])/u;

/**
 * Why a name must not stand in a mail to a stranger, or null. Mail programs make links of addresses without a scheme too.
 */
export function nameProblem(name: string, of: "person" | "organisation"): NameProblem | null {
  if (hidden.test(name.replace(joiner, ""))) return "hidden_characters";
  const plain = name.normalize("NFKC").replace(/[。｡]/g, ".");
  if (webAddress.test(plain) || plain.includes("@")) return "no_web_address";
  return of === "person" && bareHost.test(plain) ? "no_web_address" : null;
}
