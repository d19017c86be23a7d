import { step } from "../calendar/periods";
import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import type { JsonObject } from "../core/json";
import { newDiscount } from "../shapes/discount";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";

/** Redeems a coupon for a customer or one of its subscriptions. The caller emits `customer.discount.created`. */
export async function redeem(
  unit: Unit,
  coupon: Row<"coupon">,
  owner: { customer: string; subscription: string | null; currency: string | null; invoice?: string },
): Promise<Row<"discount">> {
  const { currency, duration, duration_in_months } = coupon.data;
  if (owner.currency && currency && currency !== owner.currency)
    throw invalid(
      `The coupon's currency (${currency}) is not that of the ${owner.invoice ? "invoice" : "subscription"} (${owner.currency}).`,
      "discounts",
    );
  const data = newDiscount(newId("di"), unit.at, owner.customer, coupon.id, owner.subscription);
  data.invoice = owner.invoice ?? null;
  // On one invoice no coupon lasts longer than that invoice.
  data.end =
    duration === "repeating" && !owner.invoice
      ? step(unit.at, { interval: "month", count: 1 }, duration_in_months ?? 1)
      : null;
  const row = await unit.create("discount", data, {});
  coupon.data.times_redeemed += 1;
  await unit.save(coupon);
  return row;
}

/** Gives a customer a coupon in place of the present one. It lowers the invoices made from then on. */
export async function applyCoupon(
  unit: Unit,
  customer: Row<"customer">,
  coupon: Row<"coupon">,
): Promise<Row<"discount">> {
  if (customer.data.discount) await removeDiscount(unit, customer);
  const row = await redeem(unit, coupon, { customer: customer.id, subscription: null, currency: null });
  const before = render(customer);
  customer.data.discount = row.data;
  await saveAndEmit(unit, "customer.updated", customer, before);
  await unit.emit("customer.discount.created", row);
  return row;
}

/** Removes the customer's discount. Returns it as the API shows a deleted one; null when there was none. */
export async function removeDiscount(unit: Unit, customer: Row<"customer">): Promise<JsonObject | null> {
  const { discount } = customer.data;
  if (!discount) return null;
  const row = await unit.need("discount", discount.id);
  const before = render(customer);
  customer.data.discount = null;
  await saveAndEmit(unit, "customer.updated", customer, before);
  return markDeleted(unit, row);
}

/** Removes a discount from its subscription. */
export async function removeFromSubscription(
  unit: Unit,
  subscription: Row<"subscription">,
  row: Row<"discount">,
): Promise<JsonObject> {
  const before = render(subscription);
  subscription.data.discounts = subscription.data.discounts.filter((id) => id !== row.id);
  await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
  return markDeleted(unit, row);
}

export async function markDeleted(unit: Unit, row: Row<"discount">): Promise<JsonObject> {
  await unit.emit("customer.discount.deleted", row);
  row.hidden.isGone = true;
  await unit.save(row);
  return render(row);
}

/** Ends a discount whose time is over, or whose one invoice is finalised. */
export async function endDiscount(unit: Unit, row: Row<"discount">): Promise<void> {
  if (row.hidden.isGone) return;
  const { subscription, customer } = row.data;
  if (subscription) {
    const owner = await unit.find("subscription", subscription);
    // A cancelled subscription does not change any more.
    if (owner && owner.data.status !== "canceled") await removeFromSubscription(unit, owner, row);
    else await markDeleted(unit, row);
    return;
  }
  const owner = await unit.find("customer", customer);
  if (owner?.data.discount?.id === row.id) await removeDiscount(unit, owner);
  else await markDeleted(unit, row);
}

/**
 * The discounts of an invoice that is made now: the subscription's. The customer's only if the subscription has none ("if
 * not specified or empty, inherits the discount from the subscription's customer", docs.stripe.com/api/subscriptions/create).
 */
export async function discountsFor(
  unit: Unit,
  customer: Row<"customer">,
  subscription: Row<"subscription"> | null,
): Promise<string[]> {
  const own = subscription?.data.discounts ?? [];
  const inherited = customer.data.discount ? [customer.data.discount.id] : [];
  const running: string[] = [];
  for (const id of own.length > 0 ? own : inherited) {
    const { data } = await unit.need("discount", id);
    if (data.end === null || data.end > unit.at) running.push(id);
  }
  return running;
}

/** Ends the discounts that are good for one invoice, when that invoice is finalised. */
export async function useUpDiscounts(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  const used = new Set(
    invoice.hidden.lines.flatMap((line) => line.discount_amounts.map(({ discount }) => discount)),
  );
  for (const id of invoice.data.discounts.filter((discount) => used.has(discount))) {
    const row = await unit.need("discount", id);
    const coupon = await unit.need("coupon", row.data.source.coupon);
    // A discount of the invoice alone stays with it.
    if (coupon.data.duration === "once" && row.data.invoice === null) await endDiscount(unit, row);
  }
}
