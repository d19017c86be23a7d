import type { DecimalText } from "../catalog/component";
import type { LocalizedText } from "../catalog/plan";
import type { Currency } from "../money/currency";
import type { TaxRate, TaxRounding } from "../pricing/terms";
import type { Day } from "../time/day-span";

export type TaxTreatment = "taxed" | "exempt" | "reverse_charge";

/** How a payer is taxed from a day on, until the next setting begins. Only `taxed` uses the rates. */
export type TaxSetting = {
  from: Day;
  treatment: TaxTreatment;
  /** Why, for the invoice: a text or a key of one; null if there is nothing to say. */
  reason: string | null;
  rates: readonly TaxRate[];
};

/** A coupon that runs. The caller leaves out coupons of other plans. */
export type CouponState = {
  key: string;
  name: LocalizedText;
  value:
    | { type: "percent"; percent: DecimalText }
    | { type: "amount"; amountMinor: DecimalText; currency: Currency };
  /** Keys of the components that it lowers; null: all of them. */
  components: readonly string[] | null;
  /**
   * For how many months it runs, the running period (or the first one that is charged) included; null: without end. A
   * year that begins while it runs is lowered as a whole.
   */
  monthsLeft: number | null;
  /** What it took in the running period, less what was given back with unused days. Only for amounts. */
  takenMinor: bigint;
};

/** What is left to pay of an invoice. */
export type OpenInvoice = { invoiceId: string; openMinor: bigint };

/** What holds for every promise besides what is held. */
export type PromiseTerms = {
  /** Sorted by `from`; the first one is not after the first day that is charged. */
  taxes: readonly TaxSetting[];
  taxRounding: TaxRounding;
  /** In the order in which they apply. */
  coupons: readonly CouponState[];
  /** The coupons of the plan that is held from the next period on, with the same months left; absent: `coupons`. */
  nextCoupons?: readonly CouponState[];
  /** Discounts that people put at Stripe, by id: what was known of them. Absent: none. */
  foundDiscounts?: readonly string[];
  /**
   * What is left to pay of open invoices: a credit note is never more. An invoice that is absent has only charges, and
   * nothing of it is paid.
   */
  openInvoices?: readonly OpenInvoice[];
  /** In the payer's favour; negative: an amount below the minimum charge that was carried. */
  balanceMinor: bigint;
  /** A smaller amount than this is not collected but carried; 0: everything is collected. */
  minimumChargeMinor: bigint;
};
