import type { DecimalText } from "@/lib/domain/catalog/component";
import { type PaidInterval, paidIntervals } from "@/lib/domain/catalog/plan";
import { isDecimal, parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import { majorToMinor } from "@/lib/domain/money/major-units";
import { nothingUsed, type Quantities } from "@/lib/domain/pricing/quantities";
import type { PricingTerms, TaxRounding } from "@/lib/domain/pricing/terms";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import { type CatalogTax, chargedTaxes } from "@/lib/domain/tax/chosen-taxes";
import { mostSeats } from "./chosen-quantity";

/** Money off as it is typed: a percentage, or an amount in major units of the estimate's currency. */
export type ChosenDiscount = {
  type: "percent" | "amount";
  value: DecimalText;
  /** For so many months; null: as long as the license lasts. */
  months: number | null;
};

/** Everything that an estimate depends on, besides the prices. */
export type EstimateChoice = {
  planKey: string | null;
  currency: string | null;
  interval: PaidInterval | null;
  quantities: Quantities;
  discount: ChosenDiscount | null;
  taxKeys: readonly string[];
};

type Taxes = { taxes: readonly CatalogTax[]; taxRounding: TaxRounding; ownTax?: TaxSetting | null };

/** A link with more names than these was not made by Choba. */
const mostNames = 100;
const name = /^[\w.-]{1,100}$/;

/**
 * An estimate as the query of an address: `plan=pro&seats=12&use.api.call=500000&add.analytics=1&off=10%25&tax=jp10`.
 * What was used stands in recorded units, so that a link means the same on every plan.
 */
export function printEstimateLink(choice: EstimateChoice): URLSearchParams {
  const { planKey, currency, interval, quantities, discount, taxKeys } = choice;
  const query = new URLSearchParams();
  if (planKey) query.set("plan", planKey);
  if (currency) query.set("currency", currency);
  if (interval) query.set("pay", interval);
  query.set("seats", String(quantities.seats));
  for (const [meter, used] of Object.entries(quantities.usage)) query.set(`use.${meter}`, used);
  for (const [key, chosen] of Object.entries(quantities.addons)) query.set(`add.${key}`, chosen);
  for (const [key, asked] of Object.entries(quantities.onDemand)) query.set(`work.${key}`, asked);
  if (discount && isDiscount(discount)) {
    query.set("off", discount.type === "percent" ? `${discount.value}%` : discount.value);
    if (discount.months !== null) query.set("months", String(discount.months));
  }
  if (taxKeys.length > 0) query.set("tax", taxKeys.join(","));
  return query;
}

/** What a link says; whatever cannot be read in it is left out, field by field. Null quantities: it names none. */
export function readEstimateLink(
  query: URLSearchParams,
): Omit<EstimateChoice, "quantities"> & { quantities: Quantities | null } {
  const named = (parameter: string, form = name) => {
    const value = query.get(parameter);
    return value !== null && form.test(value) ? value : null;
  };
  const taxKeys = (query.get("tax") ?? "").split(",").filter((key) => name.test(key));
  return {
    planKey: named("plan"),
    currency: named("currency", /^[A-Z]{3}$/),
    interval: paidIntervals.find((interval) => interval === query.get("pay")) ?? null,
    quantities: readQuantities(query),
    discount: readDiscount(query),
    taxKeys: [...new Set(taxKeys)].slice(0, mostNames),
  };
}

function readQuantities(query: URLSearchParams): Quantities | null {
  const part = (prefix: string, isGood: (value: string) => boolean) =>
    Object.fromEntries(
      [...query]
        .filter(
          ([key, value]) => key.startsWith(prefix) && name.test(key.slice(prefix.length)) && isGood(value),
        )
        .slice(0, mostNames)
        .map(([key, value]) => [key.slice(prefix.length), value]),
    );
  const seats = Number(/^\d{1,7}$/.exec(query.get("seats") ?? "")?.[0] ?? Number.NaN);
  const quantities = {
    seats: Number.isNaN(seats) ? nothingUsed.seats : Math.min(seats, mostSeats),
    usage: part("use.", isQuantity),
    addons: part("add.", (value) => name.test(value)),
    onDemand: part("work.", isQuantity),
  };
  const isEmpty =
    Number.isNaN(seats) &&
    [quantities.usage, quantities.addons, quantities.onDemand].every((of) => Object.keys(of).length === 0);
  return isEmpty ? null : quantities;
}

const isQuantity = (text: string) => isDecimal(text) && !text.startsWith("-");

function readDiscount(query: URLSearchParams): ChosenDiscount | null {
  const off = query.get("off") ?? "";
  const months = Number(/^[1-9]\d{0,2}$/.exec(query.get("months") ?? "")?.[0] ?? 0);
  const discount: ChosenDiscount = {
    type: off.endsWith("%") ? "percent" : "amount",
    value: off.replace(/%$/, ""),
    months: months === 0 ? null : months,
  };
  return isDiscount(discount) ? discount : null;
}

/** True for a discount above zero that takes off no more than the whole price. */
export function isDiscount({ type, value }: ChosenDiscount): boolean {
  if (!isQuantity(value) || parseDecimal(value) === 0n) return false;
  return type === "amount" || parseDecimal(value) <= parseDecimal("100");
}

/** The usual name of a discount. */
export const usualDiscountName = { en: "Discount", ja: "割引" };

/**
 * The terms of the pricing for what was chosen; a discount that the currency cannot express is left out. Where no tax was
 * chosen, it is the one of the tenant whose prices these are (`ownTax`).
 */
export function termsOf(
  { discount, taxKeys }: Pick<EstimateChoice, "discount" | "taxKeys">,
  { taxes, taxRounding, ownTax = null }: Taxes,
  currency: string,
): PricingTerms {
  const value = discount && isDiscount(discount) ? discountValue(discount, currency) : null;
  return {
    discounts: value
      ? [
          {
            name: usualDiscountName,
            value,
            components: null,
            months: discount?.months ?? null,
          },
        ]
      : [],
    monthsBefore: 0,
    taxes:
      ownTax && taxKeys.length === 0
        ? ratesOf(ownTax)
        : chargedTaxes(taxes.filter(({ key }) => taxKeys.includes(key))),
    taxRounding,
  };
}

const ratesOf = ({ treatment, rates }: TaxSetting) => (treatment === "taxed" ? rates : []);

function discountValue({ type, value }: ChosenDiscount, currency: string) {
  if (type === "percent") return { type, percent: printDecimal(parseDecimal(value)) };
  const amountMinor = majorToMinor(value, currency);
  return amountMinor !== null && /^\d+$/.test(amountMinor) ? { type, amountMinor, currency } : null;
}
