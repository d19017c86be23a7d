import { termsOf } from "../discounts/discount-invoice";
import type { Invoice } from "../shapes/invoice";
import type { Unit } from "../store/unit";

/** "JCT 10%" for each tax rate of an invoice, and the coupon's name for each discount, by id. */
export async function taxAndDiscountNames(unit: Unit, invoice: Invoice): Promise<{ [id: string]: string }> {
  const names: { [id: string]: string } = {};
  for (const { tax_rate_details } of invoice.total_taxes) {
    const { data } = await unit.need("tax_rate", tax_rate_details.tax_rate);
    names[data.id] = `${data.display_name} ${data.percentage}%`;
  }
  const discounts = invoice.total_discount_amounts.map(({ discount }) => discount);
  for (const { discount, coupon } of await termsOf(unit, discounts))
    names[discount] = coupon.name ?? coupon.id;
  return names;
}
