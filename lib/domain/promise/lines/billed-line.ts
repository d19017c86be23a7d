import type { DecimalText } from "../../catalog/component";
import type { LocalizedText, PaidInterval } from "../../catalog/plan";
import { type Day, type DaySpan, intersection } from "../../time/day-span";
import type { TaxTreatment } from "../promise-terms";

/** A tax rate as a line bears it. Two rates are the same if key, percent and inclusive are. */
export type BorneRate = { key: string; name: LocalizedText; percent: DecimalText; inclusive: boolean };

/** A rate and the line's share of its amount, with the sign of the line. */
export type LineTax = BorneRate & { amountMinor: bigint };

/** What a coupon took off a line. */
export type CouponShare = { coupon: string; amountMinor: bigint };

/** A charge that stands on an invoice. Lines that give unused days back are not billed lines: see `givenBackFrom`. */
export type BilledLine = {
  id: string;
  invoiceId: string;
  /** `lost`: disputed, refunded or written off. It counts as billed, and gives nothing back. */
  standing: "paid" | "open" | "lost";
  component: string;
  optionKey: string;
  planVersionId: string;
  planName: LocalizedText;
  name: LocalizedText;
  option: LocalizedText | null;
  interval: PaidInterval;
  quantity: DecimalText;
  unitAmountMinor: DecimalText;
  span: DaySpan;
  /** Before discount; negative for a credit that people wrote. */
  amountMinor: bigint;
  discounts: readonly CouponShare[];
  /** Credit notes that people wrote on it, before tax. */
  creditedMinor: bigint;
  treatment: TaxTreatment;
  /** The rates it bore. The amounts are what is left after discounts and credit notes. */
  taxes: readonly LineTax[];
  /** From this day on it does not count any more: its days were given back. A line gives back only once. */
  givenBackFrom: Day | null;
};

/** What was really charged for a line: after discounts and credit notes. */
export const netOf = ({ amountMinor, discounts, creditedMinor }: BilledLine): bigint =>
  discounts.reduce((left, discount) => left - discount.amountMinor, amountMinor - creditedMinor);

/** The days for which a line still counts, or null if it gave all of them back. */
export function countedSpan({ span, givenBackFrom }: BilledLine): DaySpan | null {
  return givenBackFrom === null ? span : intersection(span, { from: span.from, until: givenBackFrom });
}
