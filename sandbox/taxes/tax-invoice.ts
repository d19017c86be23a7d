import { divideRounded, scaled, sum, toInteger } from "../core/money";
import type { TaxRounding } from "../core/options";
import type { Customer } from "../shapes/customer";
import type { TaxAmount, TaxRate } from "../shapes/tax";
import type { Row } from "../store/kinds";

const HUNDRED = scaled("100");
const percent = (rate: TaxRate) => scaled(String(rate.percentage));

/** The taxes of all lines together. */
export interface InvoiceTax {
  /** Added to the lines. */
  exclusive: number;
  /** Contained in the lines' amounts after discounts. */
  inclusive: number;
  /** Contained in the lines' amounts before discounts. */
  inclusiveBeforeDiscounts: number;
}

/** Sets the taxes of every line and of the invoice, on the amounts after discounts. Credits are taxed negatively. */
export function taxInvoice(invoice: Row<"invoice">, rounding: TaxRounding): InvoiceTax {
  const { data, hidden } = invoice;
  const exempt = data.customer_tax_exempt;
  const afterDiscounts = new Rounder(rounding);
  const beforeDiscounts = new Rounder(rounding);
  let inclusiveBeforeDiscounts = 0;
  for (const line of hidden.lines) {
    const manual = hidden.taxAmounts?.[line.id];
    if (manual) {
      line.taxes = structuredClone(manual);
      inclusiveBeforeDiscounts += taxOf(manual, "inclusive");
      continue;
    }
    const rates = hidden.rates?.[line.id] ?? data.default_tax_rates;
    const off = sum(line.discount_amounts.map(({ amount }) => amount));
    line.taxes = lineTaxes(line.amount - off, rates, exempt, afterDiscounts);
    inclusiveBeforeDiscounts += taxOf(lineTaxes(line.amount, rates, exempt, beforeDiscounts), "inclusive");
  }
  data.total_taxes = totalTaxes(hidden.lines);
  return {
    exclusive: taxOf(data.total_taxes, "exclusive"),
    inclusive: taxOf(data.total_taxes, "inclusive"),
    inclusiveBeforeDiscounts,
  };
}

/** Inclusive taxes are contained in the amount. Exclusive taxes are computed on the rest and added. */
function lineTaxes(
  amount: number,
  rates: TaxRate[],
  exempt: Customer["tax_exempt"],
  rounder: Rounder,
): TaxAmount[] {
  if (exempt === "exempt" || exempt === "reverse") {
    const reason = exempt === "exempt" ? "customer_exempt" : "reverse_charge";
    return rates.map((rate) => taxAmount(rate, 0, 0, reason));
  }
  const inclusive = rates.filter((rate) => rate.inclusive);
  const whole = inclusive.reduce((total, rate) => total + percent(rate), HUNDRED);
  const contained = new Map(inclusive.map((rate) => [rate.id, rounder.part(rate, amount, whole)]));
  const taxable = amount - sum([...contained.values()]);
  return rates.map((rate) =>
    taxAmount(rate, contained.get(rate.id) ?? rounder.part(rate, taxable, HUNDRED), taxable),
  );
}

function taxAmount(
  rate: TaxRate,
  amount: number,
  taxable: number,
  reason: TaxAmount["taxability_reason"] = "not_available",
): TaxAmount {
  return {
    amount,
    tax_behavior: rate.inclusive ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: rate.id },
    taxability_reason: reason,
    taxable_amount: taxable,
    type: "tax_rate_details",
  };
}

/** Rounds `amount × rate / whole`, halves away from zero. By "invoice", the parts add up to one rounding of the sum. */
class Rounder {
  private readonly passed = new Map<string, bigint>();

  constructor(private readonly rounding: TaxRounding) {}

  part(rate: TaxRate, amount: number, whole: bigint): number {
    const key = `${rate.id} ${whole}`;
    const before = this.rounding === "invoice" ? (this.passed.get(key) ?? 0n) : 0n;
    const after = before + BigInt(amount);
    this.passed.set(key, after);
    const upTo = (total: bigint) => divideRounded(total * percent(rate), whole);
    return toInteger(upTo(after) - upTo(before));
  }
}

/** The taxes of one amount, rounded on their own. */
export const taxesOf = (amount: number, rates: TaxRate[], exempt: Customer["tax_exempt"]): TaxAmount[] =>
  lineTaxes(amount, rates, exempt, new Rounder("line"));

/** The taxes of all lines together, one for each rate. */
export function totalTaxes(lines: { taxes: TaxAmount[] }[]): TaxAmount[] {
  const byRate = new Map<string, TaxAmount>();
  for (const tax of lines.flatMap((line) => line.taxes)) {
    const total = byRate.get(tax.tax_rate_details.tax_rate);
    if (!total) byRate.set(tax.tax_rate_details.tax_rate, structuredClone(tax));
    else {
      total.amount += tax.amount;
      total.taxable_amount += tax.taxable_amount;
    }
  }
  return [...byRate.values()];
}

export const taxOf = (taxes: TaxAmount[], behavior: TaxAmount["tax_behavior"]): number =>
  sum(taxes.filter((tax) => tax.tax_behavior === behavior).map(({ amount }) => amount));
