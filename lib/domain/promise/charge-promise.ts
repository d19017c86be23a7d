import type { DecimalText } from "../catalog/component";
import type { LocalizedText, PaidInterval } from "../catalog/plan";
import type { Currency } from "../money/currency";
import type { Day, DaySpan } from "../time/day-span";
import type { BorneRate, CouponShare, LineTax } from "./lines/billed-line";
import type { UsageLine } from "./lines/usage-line";
import type { TaxTreatment } from "./promise-terms";

/** A part of a whole period (of a billed line, for what is given back): "12 of 30 days". */
export type PartOf = { days: number; of: number };

type LineText = {
  planName: LocalizedText;
  /** The component's name; for an option of a group, the group's. */
  name: LocalizedText;
  option: LocalizedText | null;
};

type Priced = LineText & {
  component: string;
  /** The option of a group of add-ons, otherwise empty. */
  optionKey: string;
  planVersionId: string;
  interval: PaidInterval;
  quantity: DecimalText;
  unitAmountMinor: DecimalText;
};

type Amounts = {
  span: DaySpan;
  /** Null: exactly one whole period. */
  part: PartOf | null;
  amountMinor: bigint;
  treatment: TaxTreatment;
  taxes: LineTax[];
};

/** Something held for some days. Before discount. */
export type ChargeLine = Priced &
  Amounts & {
    kind: "charge";
    /** What each coupon takes off; the discount lines are the sums of these. */
    discounts: CouponShare[];
  };

/** Days that were billed and are not used: after the discounts and credit notes of then; not positive, except for a credit that people wrote. */
export type UnusedLine = Priced &
  Amounts & {
    kind: "unused";
    billedLineId: string;
    /** Whose line it was; on a credit note it stands on this invoice. */
    invoiceId: string;
  };

/** What one coupon takes off all lines with the same tax rates; negative. */
export type DiscountLine = Amounts & { kind: "discount"; coupon: string; name: LocalizedText };

/** What was used in a month that has ended, or a correction of it. Before discount. */
export type UsedLine = Amounts & {
  kind: "usage";
  usage: UsageLine;
  /** What each coupon takes off; negative where a correction gives back. */
  discounts: CouponShare[];
};

export type PromisedLine = ChargeLine | UnusedLine | UsedLine | DiscountLine;

/** One rate over the whole invoice. `amountMinor` is the sum of the lines' shares. */
export type PromisedTax = BorneRate & { taxableMinor: bigint; amountMinor: bigint };

/** A credit note on an invoice that is not paid yet. All amounts are negative: what it takes off the invoice. */
export type PromisedCreditNote = {
  invoiceId: string;
  lines: UnusedLine[];
  taxes: PromisedTax[];
  totalMinor: bigint;
};

/** A billed line that stops counting. The caller stores `from` as the line's `givenBackFrom`. */
export type GivenBack = {
  billedLineId: string;
  from: Day;
  /** Not negative as a rule; 0 for a lost line. */
  amountMinor: bigint;
  /** What each coupon gets back, so that it may take it again in this period. */
  returned: CouponShare[];
};

/** What happens to the payer's balance. All are before the next promise. */
export type PromisedBalance = {
  /** In the payer's favour; negative: owed. */
  beforeMinor: bigint;
  /** Taken from the balance for this invoice; negative: what was owed is collected with it. */
  appliedMinor: bigint;
  /** A negative total becomes balance; not negative. */
  creditedMinor: bigint;
  /** Not collected because it is below the minimum charge; the balance falls by it. Not negative. */
  carriedMinor: bigint;
  afterMinor: bigint;
};

/** The fixed components of the next charge, as they will be if nothing changes. */
export type NextCharge = {
  on: Day;
  span: DaySpan;
  lines: PromisedLine[];
  subtotalMinor: bigint;
  discountMinor: bigint;
  taxes: PromisedTax[];
  totalMinor: bigint;
};

/** Why Stripe would refuse the amount: it is not a multiple of `stepMinor`. */
export type PromiseProblem = { rule: "amount_not_chargeable"; stepMinor: bigint };

/** What is charged, credited and given back by one act, before it happens. Plain data: preview and invoice share it. */
export type ChargePromise = {
  currency: Currency;
  day: Day;
  /** The lines of the new invoice: unused, then charges, then usage, then discounts. */
  lines: PromisedLine[];
  /** Charges, usage and unused days, before discounts. */
  subtotalMinor: bigint;
  /** Not negative. */
  discountMinor: bigint;
  taxes: PromisedTax[];
  /** `subtotal − discount + exclusive taxes`, without the credit notes. May be negative. */
  totalMinor: bigint;
  treatment: TaxTreatment;
  reason: string | null;
  creditNotes: PromisedCreditNote[];
  givenBack: GivenBack[];
  /** Discounts that people put at Stripe, as they were known. They are read again when the invoice is made. */
  foundDiscounts: string[];
  balance: PromisedBalance;
  dueNowMinor: bigint;
  next: NextCharge | null;
  problem: PromiseProblem | null;
};
