import type { DecimalText } from "../catalog/component";
import type { LocalizedText } from "../catalog/plan";
import type { Currency } from "../money/currency";

/**
 * What kind of line it is. A customer can check each line: `amountMinor` follows from the quantity and the
 * price beside it. lib/i18n makes the words from it in the reader's language.
 *
 * - `base`: the fixed fee of the plan
 * - `seats`: seats beyond the included ones (or up to the minimum)
 * - `included`: the used quantity that costs nothing, as a line of zero
 * - `usage`: what is used beyond the allowance, one line for each tier; `packages`: the same in started
 *   packages
 * - `tier_flat`: the flat price of a tier
 * - `minimum`: raises a component to its minimum charge; `cap`: lowers it to its cap (negative)
 * - `addon`: a chosen add-on; `on_demand`: work beyond what is included
 */
export type LineKind =
  | "base"
  | "seats"
  | "included"
  | "usage"
  | "packages"
  | "tier_flat"
  | "minimum"
  | "cap"
  | "addon"
  | "on_demand";

export type RatedLine = {
  /** Key of the component that the line comes from. */
  component: string;
  kind: LineKind;
  /** The component's name; for an option of a group, the group's. */
  name: LocalizedText;
  /** The chosen option of a group. */
  option?: LocalizedText;
  /** What one unit is called, for usage and on-demand work. */
  unit?: LocalizedText;
  quantity: DecimalText;
  /** Minor units for each `per` units; null if the line has no unit price. */
  unitAmountMinor: DecimalText | null;
  per: DecimalText;
  /** The range of the usage that the line prices: more than `from`, up to `upTo` (null: without end). */
  tier?: { number: number; from: DecimalText; upTo: DecimalText | null };
  amountMinor: bigint;
  /** The line's share of all discounts, not negative. */
  discountMinor: bigint;
};

export type RatedDiscount = { name: LocalizedText; percent: DecimalText | null; amountMinor: bigint };

export type RatedTax = {
  key: string;
  name: LocalizedText;
  percent: DecimalText;
  inclusive: boolean;
  /** The amount that the tax was worked out from, without any tax. */
  taxableMinor: bigint;
  amountMinor: bigint;
};

/** An itemised invoice; `total = subtotal − discount + exclusive tax`, all in minor units. */
export type RatedInvoice = {
  currency: Currency;
  lines: RatedLine[];
  /** The sum of all lines. */
  subtotalMinor: bigint;
  discounts: RatedDiscount[];
  /** The sum of all discounts, never more than the subtotal. */
  discountMinor: bigint;
  taxes: RatedTax[];
  /** All tax, including inclusive tax, which the lines already contain. */
  taxMinor: bigint;
  totalMinor: bigint;
};
