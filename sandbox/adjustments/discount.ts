import { saveAndTell } from "../billing/diff";
import { divideRounded, scaled, sum, toInteger } from "../billing/money";
import { newId } from "../ids";
import type { JsonObject } from "../json";
import { render } from "../render";
import { type Coupon, type Discount, newDiscount } from "../shapes/discount";
import type { Row } from "../store/registry";
import type { Unit } from "../store/unit";
import { step } from "../time/periods";

/** Puts a coupon on a customer, in the place of the one that was there; it lowers the invoices made from then on. */
export async function applyCoupon(
  unit: Unit,
  customer: Row<"customer">,
  coupon: Row<"coupon">,
): Promise<Row<"discount">> {
  if (customer.data.discount) await removeDiscount(unit, customer);
  const data = newDiscount(newId("di"), unit.at, customer.id, coupon.id);
  const { duration, duration_in_months } = coupon.data;
  data.end =
    duration === "repeating" ? step(unit.at, { interval: "month", count: 1 }, duration_in_months ?? 1) : null;
  const row = await unit.create("discount", data, {});
  coupon.data.times_redeemed += 1;
  await unit.save(coupon);
  await setDiscount(unit, customer, data, coupon.data);
  await unit.emit("customer.discount.created", row);
  return row;
}

export async function removeDiscount(unit: Unit, customer: Row<"customer">): Promise<JsonObject | null> {
  const discount = customer.data.discount;
  if (!discount) return null;
  const row = await unit.need("discount", discount.id);
  await setDiscount(unit, customer, null, undefined);
  await unit.emit("customer.discount.deleted", row);
  const { end: _end, ...shown } = render(row);
  return { ...shown, deleted: true };
}

async function setDiscount(
  unit: Unit,
  customer: Row<"customer">,
  discount: Discount | null,
  coupon: Coupon | undefined,
): Promise<void> {
  const before = render(customer);
  customer.data.discount = discount;
  customer.hidden.coupon = coupon;
  await saveAndTell(unit, "customer.updated", customer, before);
}

/** Takes the customer's discount off a draft: off each line its share, and in sum exactly what the whole is worth. */
export function discountDraft(invoice: Row<"invoice">, customer: Row<"customer">): number {
  const { data, hidden } = invoice;
  const { coupon } = customer.hidden;
  const discount = customer.data.discount;
  const subtotal = sum(hidden.lines.map((line) => line.amount));
  const isOver = discount?.end !== null && discount?.end !== undefined && discount.end <= data.created;
  const off = discount && coupon && !isOver ? worth(coupon, subtotal, data.currency) : 0;
  data.discounts = discount && off > 0 ? [discount.id] : [];
  const share = (upTo: number) => toInteger(divideRounded(BigInt(off) * BigInt(upTo), BigInt(subtotal)));
  let passed = 0;
  for (const line of hidden.lines) {
    const before = passed;
    passed += line.amount;
    line.discount_amounts =
      discount && off > 0 ? [{ amount: share(passed) - share(before), discount: discount.id }] : [];
  }
  data.total_discount_amounts = discount && off > 0 ? [{ amount: off, discount: discount.id }] : [];
  return off;
}

function worth({ percent_off, amount_off, currency }: Coupon, subtotal: number, of: string): number {
  if (subtotal <= 0) return 0;
  if (percent_off !== null)
    return toInteger(divideRounded(BigInt(subtotal) * scaled(String(percent_off)), 100n * scaled("1")));
  return currency === of ? Math.min(amount_off ?? 0, subtotal) : 0;
}

/** A coupon for one invoice is used up when that is finalised. */
export async function useUpDiscount(
  unit: Unit,
  invoice: Row<"invoice">,
  customer: Row<"customer">,
): Promise<void> {
  const { discount } = customer.data;
  if (discount && customer.hidden.coupon?.duration === "once" && invoice.data.discounts.includes(discount.id))
    await removeDiscount(unit, customer);
}
