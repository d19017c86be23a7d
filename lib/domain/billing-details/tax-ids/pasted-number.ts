/** Characters that people do not see: zero-width, joiners, marks of direction, soft hyphens. */
const unseen = /\p{Cf}/gu;

/** Whatever separates groups: spaces, hyphens of every kind, the minus sign, ー and lines that look like one. */
const separators = /[\s\p{Pd}−ー˗⁃─━./\\·・,:'’_#()[\]]/gu;

/** A number as it was pasted from a document, in capitals and without what groups or decorates it. */
export const pastedNumber = (text: string): string =>
  text.normalize("NFKC").replace(unseen, "").toUpperCase().replace(separators, "");

/** What documents print before a number, besides its country. Longer words come first. */
const labels =
  "登録番号 法人番号 適格請求書発行事業者 USTIDNR USTID GSTIN GSTNO CNPJ CPF CUIT NIP OIB SIRET SIREN ABN ACN EIN UEN UID MST VATNO VATID VAT GST TVA MWST IVA BTW MOMS TAXID TAX ORGNR ORG NUMBER NR NO".split(
    " ",
  );

/** What Swiss documents print after a number: the tax's name in one of the languages. */
const endings = /(?:MWST|TVA|IVA)$/;

/**
 * The readings of a pasted number, the plainest first: as it is, without a label or its country before it, with its
 * country before it, and without the tax's name after it. A reading counts only if it has its kind's form.
 */
export function* readingsOf(text: string, countries: readonly string[]): Generator<string> {
  yield text;
  let rest = text;
  const before = [...labels, ...countries];
  for (let label = startOf(rest, before); label; label = startOf(rest, before)) {
    rest = rest.slice(label.length);
    yield rest;
  }
  // Only a kind of one country says which country is meant.
  if (countries.length === 1) yield countries[0] + rest;
  if (endings.test(text)) yield text.replace(endings, "");
}

const startOf = (text: string, labels: readonly string[]): string | undefined =>
  labels.find((label) => text.length > label.length && text.startsWith(label));
