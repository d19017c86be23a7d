import type { Estimate } from "../pricing/estimate";
import type { RatedInvoice } from "../pricing/rated-invoice";

/*
 * The price of a quote as it was sent, kept as JSON; amounts are minor units as text. A later change of
 * plans, rounding or the engine does not change what was offered.
 */

/** The same shape, with every amount as text. */
export type Frozen<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? Frozen<Item>[]
    : T extends object
      ? { [Key in keyof T]: Frozen<T[Key]> }
      : T;

export type FrozenEstimate = Omit<Frozen<Estimate>, "doesNotFit">;
export type FrozenInvoice = Frozen<RatedInvoice>;

export function freezeEstimate({ interval, monthly, yearly, firstYearMinor }: Estimate): FrozenEstimate {
  return {
    interval,
    monthly: freezeInvoice(monthly),
    yearly: yearly && freezeInvoice(yearly),
    firstYearMinor: String(firstYearMinor),
  };
}

export function thawEstimate(frozen: FrozenEstimate): Estimate {
  return {
    interval: frozen.interval,
    monthly: thawInvoice(frozen.monthly),
    yearly: frozen.yearly && thawInvoice(frozen.yearly),
    firstYearMinor: BigInt(frozen.firstYearMinor),
    doesNotFit: [],
  };
}

function freezeInvoice(invoice: RatedInvoice): FrozenInvoice {
  return {
    ...invoice,
    lines: invoice.lines.map((line) => ({
      ...line,
      amountMinor: String(line.amountMinor),
      discountMinor: String(line.discountMinor),
    })),
    subtotalMinor: String(invoice.subtotalMinor),
    discounts: invoice.discounts.map((each) => ({ ...each, amountMinor: String(each.amountMinor) })),
    discountMinor: String(invoice.discountMinor),
    taxes: invoice.taxes.map((tax) => ({
      ...tax,
      taxableMinor: String(tax.taxableMinor),
      amountMinor: String(tax.amountMinor),
    })),
    taxMinor: String(invoice.taxMinor),
    totalMinor: String(invoice.totalMinor),
  };
}

function thawInvoice(frozen: FrozenInvoice): RatedInvoice {
  return {
    ...frozen,
    lines: frozen.lines.map((line) => ({
      ...line,
      amountMinor: BigInt(line.amountMinor),
      discountMinor: BigInt(line.discountMinor),
    })),
    subtotalMinor: BigInt(frozen.subtotalMinor),
    discounts: frozen.discounts.map((each) => ({ ...each, amountMinor: BigInt(each.amountMinor) })),
    discountMinor: BigInt(frozen.discountMinor),
    taxes: frozen.taxes.map((tax) => ({
      ...tax,
      taxableMinor: BigInt(tax.taxableMinor),
      amountMinor: BigInt(tax.amountMinor),
    })),
    taxMinor: BigInt(frozen.taxMinor),
    totalMinor: BigInt(frozen.totalMinor),
  };
}
