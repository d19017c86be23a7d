import type { DecimalText, TaxCategory } from "../../catalog/component";
import type { LocalizedText } from "../../catalog/plan";
import type { Currency } from "../../money/currency";
import type { RatedLine } from "../../pricing/rated-invoice";
import type { DaySpan } from "../../time/day-span";
import type { PartOf } from "../charge-promise";
import type { CouponState } from "../promise-terms";

type OfComponent = {
  component: string;
  taxCategory: TaxCategory;
  planVersionId: string;
  planName: LocalizedText;
  currency: Currency;
  name: LocalizedText;
  /** The calendar month in which it was used. */
  period: DaySpan;
  /** From the first to the last day on which a paid license was held in the month. */
  span: DaySpan;
  /** The days on which this was held, of all days that are billed; null: it was held on all of them. */
  part: PartOf | null;
  amountMinor: bigint;
};

/**
 * A quantity as people work it out: `used` less `allowance`, or less `share` of it where only a part of the month is held.
 * Without `used` it is that part of the allowance itself.
 */
export type QuantityFormula = {
  used: DecimalText | null;
  allowance: DecimalText;
  share: PartOf | null;
};

/** What one metered component costs for a month. Before discount and tax. */
export type MeteredLine = OfComponent &
  Pick<RatedLine, "kind" | "quantity" | "unitAmountMinor" | "per"> & {
    unit: LocalizedText | null;
    tier: RatedLine["tier"] | null;
    /** True if the component has an allowance, so that what is priced is an excess. */
    isExcess: boolean;
    /** How its quantity comes about, where that cannot be seen from it; null: it can. */
    formula: QuantityFormula | null;
  };

/** The difference between what a month costs as it is counted now and what was billed for it. */
export type CorrectionLine = OfComponent & {
  kind: "correction";
  billedMinor: bigint;
  expectedMinor: bigint;
};

/** A single amount that staff or the SaaS's servers charged: work by the price list, or a free amount. */
export type OnDemandLine = OfComponent & {
  kind: "work";
  onDemandChargeId: string;
  /** What it is for, as whoever charged it wrote it. */
  description: string;
  /** What is priced; the part that the price list includes is a line of its own, of nothing. */
  quantity: DecimalText;
  unit: LocalizedText | null;
  /** Minor units for each; null: a free amount, or included. */
  unitAmountMinor: DecimalText | null;
  isIncluded: boolean;
};

/** A line of a month's usage: it is billed in arrears. */
export type UsageLine = MeteredLine | CorrectionLine | OnDemandLine;

/** The usage of one month, with the coupons as they run in that month. */
export type UsageOfMonth = { lines: readonly UsageLine[]; coupons: readonly CouponState[] };
