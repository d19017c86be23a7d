import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { applyCoupon, redeem, removeDiscount, removeFromSubscription } from "../discounts/discount";
import { newCoupon } from "../shapes/discount";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import type { PageWork } from "./create-operations";

/** Creates a coupon for all invoices or for one. */
async function makeCoupon(
  unit: Unit,
  percent: number,
  duration: "forever" | "once" = "forever",
): Promise<Row<"coupon">> {
  if (!(percent > 0 && percent <= 100)) throw invalid("Invalid decimal: must be between 0 and 100");
  const data = newCoupon(newId("", 8).slice(1), unit.at);
  Object.assign(data, { duration, name: `${percent} % off`, percent_off: percent });
  const coupon = await unit.create("coupon", data, {});
  await unit.emit("coupon.created", coupon);
  return coupon;
}

/** Manual changes of coupons on a customer or a subscription, as in Stripe's dashboard. */
export function dashboardCouponOperations(work: PageWork) {
  return {
    /** Creates a coupon, for all future invoices unless told, and gives it to the customer, in place of the present one. */
    giveCoupon: (customer: string, percent: number, duration?: "forever" | "once"): Promise<void> =>
      work.change(async (unit) => {
        const row = await unit.need("customer", customer);
        await unit.enter(row.data.test_clock);
        await applyCoupon(unit, row, await makeCoupon(unit, percent, duration));
      }),

    takeCoupon: (customer: string): Promise<void> =>
      work.change(async (unit) => {
        const row = await unit.need("customer", customer);
        await unit.enter(row.data.test_clock);
        await removeDiscount(unit, row);
      }),

    /** Gives the subscription a new coupon, in place of the present ones. */
    giveSubscriptionCoupon: (subscription: string, percent: number): Promise<void> =>
      work.change(async (unit) => {
        const row = await unit.need("subscription", subscription);
        await unit.enter(row.data.test_clock);
        const coupon = await makeCoupon(unit, percent);
        await dropAll(unit, row);
        const { customer, currency } = row.data;
        const discount = await redeem(unit, coupon, { customer, subscription, currency });
        const before = render(row);
        row.data.discounts = [discount.id];
        await saveAndEmit(unit, "customer.subscription.updated", row, before);
        await unit.emit("customer.discount.created", discount);
      }),

    takeSubscriptionCoupon: (subscription: string): Promise<void> =>
      work.change(async (unit) => {
        const row = await unit.need("subscription", subscription);
        await unit.enter(row.data.test_clock);
        await dropAll(unit, row);
      }),
  };
}

async function dropAll(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  for (const id of subscription.data.discounts)
    await removeFromSubscription(unit, subscription, await unit.need("discount", id));
}
