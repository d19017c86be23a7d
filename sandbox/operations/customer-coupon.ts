import { applyCoupon, removeDiscount } from "../adjustments/discount";
import { invalid } from "../errors";
import { newId } from "../ids";
import type { PageWork } from "../operations";
import { newCoupon } from "../shapes/discount";

/** What people do with coupons on a customer in Stripe's dashboard. */
export function couponOperations(work: PageWork) {
  return {
    /** Makes a coupon for all invoices to come and puts it on the customer, in place of another one. */
    giveCoupon: (customer: string, percent: number): Promise<void> =>
      work.change(async (unit) => {
        const row = await unit.need("customer", customer);
        await unit.enter(row.data.test_clock);
        if (!(percent > 0 && percent <= 100)) throw invalid("Invalid decimal: must be between 0 and 100");
        const data = newCoupon(newId("", 8).slice(1), unit.at);
        Object.assign(data, { duration: "forever", name: `${percent} % off`, percent_off: percent });
        const coupon = await unit.create("coupon", data, {});
        await unit.emit("coupon.created", coupon);
        await applyCoupon(unit, row, coupon);
      }),

    takeCoupon: (customer: string): Promise<void> =>
      work.change(async (unit) => {
        const row = await unit.need("customer", customer);
        await unit.enter(row.data.test_clock);
        await removeDiscount(unit, row);
      }),
  };
}
