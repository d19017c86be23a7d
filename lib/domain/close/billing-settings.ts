import type { DecimalText } from "../catalog/component";
import type { Currency } from "../money/currency";

/** When a month's usage is billed, and what becomes of it when it is counted anew later. */
export type BillingSettings = {
  /** How long late events are waited for after a month's end. Above 0 usage has an invoice of its own. */
  graceHours: number;
  /** How long after its end a month is corrected, at least. */
  correctionDays: number;
  /** From this amount on a correction is billed at once, by currency in minor units. A currency that is absent: never. */
  atOnceMinor: Readonly<Record<Currency, DecimalText>>;
  /** A smaller correction is not charged, by currency in minor units. A currency that is absent: all are. */
  leastMinor: Readonly<Record<Currency, DecimalText>>;
};

export const longestGraceHours = 72;

export const usualBilling: BillingSettings = {
  graceHours: 0,
  correctionDays: 90,
  atOnceMinor: { JPY: "10000", USD: "10000" },
  leastMinor: {},
};

const hourMs = 3_600_000;

/** When a month is rated that ends at `monthEnd`. */
export const ratedAt = (monthEnd: Date, { graceHours }: Pick<BillingSettings, "graceHours">): Date =>
  new Date(monthEnd.getTime() + graceHours * hourMs);
