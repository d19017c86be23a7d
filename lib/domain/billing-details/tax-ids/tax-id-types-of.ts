import { taxIdKinds } from "./tax-id-kinds";

/** The tax id types of a country: first what its invoices usually carry, then other registrations. */
export function taxIdTypesOf(country: string): string[] {
  const usual = (type: string): number => {
    if (type === "eu_oss_vat" || !/^(?:jp_trn|au_abn|us_ein)$|_(?:vat|gst|gst_hst)$/.test(type)) return 0;
    return taxIdKinds[type]?.countries.length === 1 ? 2 : 1;
  };
  return Object.keys(taxIdKinds)
    .filter((type) => taxIdKinds[type]?.countries.includes(country))
    .sort((one, other) => usual(other) - usual(one));
}
