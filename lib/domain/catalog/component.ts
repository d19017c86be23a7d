import type { Currency } from "../money/currency";
import type { LocalizedText, PaidInterval } from "./plan";

/**
 * An exact decimal as text: up to 12 places, as Stripe's `unit_amount_decimal`. Amounts (`…Minor`) count the currency's
 * smallest unit, so "0.5" in USD is half a cent. Text, because definitions travel as JSON and no amount is a JS number.
 */
export type DecimalText = string;

/** An amount for each interval in which the plan is offered, in minor units; null where it is not offered. */
export type AmountByInterval = Record<PaidInterval, DecimalText | null>;

/** Which of a country's rates is on a component: the standard one, or the reduced one where the country has it. */
export const taxCategories = ["standard", "reduced"] as const;
export type TaxCategory = (typeof taxCategories)[number];

type Common = {
  /** Names the component within its plan: lower case, digits, `-` and `_`. */
  key: string;
  name: LocalizedText;
  /**
   * A component that comes from elsewhere (the catalog's add-ons, an import) names its currency. It must be
   * the plan's.
   */
  currency?: Currency;
  /** Absent: standard. */
  taxCategory?: TaxCategory;
};

/** Paid whatever is used: "Platform fee $99". */
export type BaseComponent = Common & { kind: "base"; amountMinor: AmountByInterval };

/** What Choba counts as seats in use. Absent: it counts none, and the host application looks after them. */
export const seatsInUse = ["registered_users"] as const;
export type SeatsInUse = (typeof seatsInUse)[number];

/** Paid for each seat beyond the included ones, and for at least `minimum` seats. */
export type SeatsComponent = Common & {
  kind: "seats";
  unitAmountMinor: AmountByInterval;
  included: number;
  minimum: number;
  /** The plan has at most so many seats; null: no limit. */
  maximum: number | null;
  /** A tenant cannot lower its seats below those in use. */
  inUse?: SeatsInUse;
};

/** One step of a tiered price. `upTo` is the last quantity inside it, null in the last tier. */
export type Tier = { upTo: DecimalText | null; unitAmountMinor: DecimalText; flatAmountMinor: DecimalText };

/** What the billable quantity costs. It is what is used beyond the allowance, in priced units. */
export type UsagePrice =
  /** Costs nothing, however much is used. */
  | { model: "unlimited" }
  /** More than the allowance cannot be used. */
  | { model: "limit" }
  /** `unitAmountMinor` for every `per` units, exactly in proportion: $0.10 per 1,000. */
  | { model: "per_unit"; unitAmountMinor: DecimalText; per: DecimalText }
  /** `amountMinor` for each started package of `size` units. */
  | { model: "package"; amountMinor: DecimalText; size: DecimalText }
  /** Each tier's price for the part of the quantity inside it. */
  | { model: "graduated"; tiers: Tier[] }
  /** The whole quantity at the price of the tier that it falls into. */
  | { model: "volume"; tiers: Tier[] };

/**
 * How a recorded quantity becomes a priced one, such as bytes to GB: `recorded / divideBy`, rounded to
 * `decimals` places.
 */
export type Scale = { divideBy: DecimalText; decimals: number; rounding: "half_up" | "down" | "up" };

/** Usage of one meter unit in a calendar month. */
export type UsageComponent = Common & {
  kind: "usage";
  /** The meter unit's name in the catalog; `mau` is Choba's own count of monthly active users. */
  meter: string;
  /** What one priced unit is called, in the plural: "API calls", "GB". */
  unit: LocalizedText;
  /** Null: recorded units are priced as they are. */
  scale: Scale | null;
  /** The allowance, in priced units. */
  included: DecimalText;
  /** Added to the allowance for each seat that is paid for or included. */
  includedPerSeat: DecimalText;
  price: UsagePrice;
  /** The component never costs more than this in a month. */
  capMinor: DecimalText | null;
  /** The component costs at least this each month, used or not. */
  minimumMinor: DecimalText | null;
};

/** One choice of a group, such as a number of contacts. The option that is included by default costs "0". */
export type AddonOption = { key: string; name: LocalizedText; amountMinor: AmountByInterval };

/** Something chosen beside the base: on or off, a quantity, or one of a group. */
export type AddonComponent = Common & { kind: "addon"; choice: AddonChoice };
export type AddonChoice =
  | { type: "switch"; amountMinor: AmountByInterval }
  | { type: "quantity"; unitAmountMinor: AmountByInterval; included: number; maximum: number | null }
  /** Exactly one option holds at any time: the first one, unless another is chosen. */
  | { type: "one_of"; options: AddonOption[] };

/** An entry of the price list for work on request, with what is included each month. */
export type OnDemandComponent = Common & {
  kind: "on_demand";
  /** What one unit is called, in the plural: "hours". */
  unit: LocalizedText;
  unitAmountMinor: DecimalText;
  included: DecimalText;
};

/** One priced element of a plan version. */
export type Component = BaseComponent | SeatsComponent | UsageComponent | AddonComponent | OnDemandComponent;

export type ComponentKind = Component["kind"];
export type FixedComponent = BaseComponent | SeatsComponent | AddonComponent;

/**
 * Fixed components are paid in advance; they are prices on a Stripe subscription. Choba rates the others each
 * month.
 */
export const isFixed = (component: Component): component is FixedComponent =>
  component.kind === "base" || component.kind === "seats" || component.kind === "addon";

/** Choba's own meter unit. Every installation has it; nobody defines it. */
export const mauMeter = "mau";
