import type { TaxId } from "../billing-details/tax-ids/tax-id";
import type { TaxSetting } from "../promise/promise-terms";
import { taxSettingOn } from "../promise/sums/tax-setting-on";
import type { Day } from "../time/day-span";
import { type DefaultTaxRate, ratesOfCountry } from "./default-tax-rate";
import { type DatedRuling, isReverseCharge, reverseChargeReason } from "./reverse-charge";

/** Whether a payer is exempt from a day on, as staff have said. */
export type TaxExemption = { from: Day; isExempt: boolean; reason: string };

/** What the taxes of a license are derived from that a tenant buys itself. */
export type TaxFacts = {
  /** ISO 3166; empty: not known. */
  sellerCountry: string;
  payer: { country: string; taxIds: readonly TaxId[] };
  defaults: readonly DefaultTaxRate[];
  exemptions: readonly TaxExemption[];
  rulings: readonly DatedRuling[];
};

/** Before every day that is charged. */
const always: Day = "0001-01-01";

/** The country whose tax is charged: the payer's, or the seller's while the payer's is not known. */
export const taxCountry = ({ payer, sellerCountry }: Pick<TaxFacts, "payer" | "sellerCountry">): string =>
  payer.country || sellerCountry;

/**
 * How a payer is taxed from each day on which that changes: at the rates of its country, unless it is exempt or accounts
 * for the tax itself. What staff say goes before what a tax id says.
 */
export function taxSettingsOf(facts: TaxFacts): TaxSetting[] {
  const country = taxCountry(facts);
  const days = new Set([
    always,
    ...facts.defaults.filter((each) => each.country === country).map(({ from }) => from),
    ...facts.exemptions.map(({ from }) => from),
    ...facts.rulings.map(({ from }) => from),
  ]);
  const settings = [...days].sort().map((day) => settingFrom(facts, country, day));
  return settings.filter((setting, index) => index === 0 || !isSame(setting, settings[index - 1]));
}

function settingFrom(facts: TaxFacts, country: string, from: Day): TaxSetting {
  const exemption = lastBy(facts.exemptions, from);
  if (exemption?.isExempt) return { from, treatment: "exempt", reason: exemption.reason, rates: [] };
  if (accountsForTax(facts, from))
    return { from, treatment: "reverse_charge", reason: reverseChargeReason, rates: [] };
  return { from, treatment: "taxed", reason: null, rates: ratesOfCountry(facts.defaults, country, from) };
}

/** As staff have said for the day, or else by the payer's VAT number. */
function accountsForTax({ rulings, sellerCountry, payer }: TaxFacts, day: Day): boolean {
  const said = lastBy(rulings, day)?.ruling ?? "by_number";
  return said === "by_number" ? isReverseCharge(sellerCountry, payer) : said === "applies";
}

/** What was said last for a day; undefined if nothing was. */
const lastBy = <Said extends { from: Day }>(said: readonly Said[], day: Day): Said | undefined =>
  said
    .filter(({ from }) => from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);

const isSame = ({ from: _, ...setting }: TaxSetting, before: TaxSetting | undefined): boolean => {
  if (!before) return false;
  const { from: __, ...other } = before;
  return JSON.stringify(setting) === JSON.stringify(other);
};

/** What a price on a screen says of tax; null: none is charged. */
export type PriceTax = "included" | "excluded" | null;

/** What is said of prices on a day. Rates that agree with the catalog are all included or all excluded. */
export function priceTaxOn(settings: readonly TaxSetting[], day: Day): PriceTax {
  const { treatment, rates } = taxSettingOn(settings, day);
  const [rate] = rates.filter(({ percent }) => !/^0(\.0*)?$/.test(percent));
  if (treatment !== "taxed" || !rate) return null;
  return rate.inclusive ? "included" : "excluded";
}
