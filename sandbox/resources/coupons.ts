import { invalid, missing } from "../core/errors";
import { newId } from "../core/ids";
import { removeDiscount, removeFromSubscription } from "../discounts/discount";
import { listPage, PAGING } from "../http/list-page";
import { route } from "../http/route";
import { COUPON_DURATIONS, newCoupon } from "../shapes/discount";
import { render } from "../store/render";
import { enterCustomer } from "./customers";
import { enterSubscription } from "./subscriptions";

/**
 * Coupons, and the removal of discounts. Stripe's API gives a coupon to a subscription (`discounts`), but no longer to a
 * customer. The dashboard does that.
 */
export const couponRoutes = [
  route(
    "POST /v1/coupons",
    [
      "id",
      "name",
      "percent_off",
      "amount_off",
      "currency",
      "duration",
      "duration_in_months",
      "applies_to",
      "metadata",
    ],
    async (unit, { params }) => {
      const data = newCoupon(params.text("id") ?? newId("", 8).slice(1), unit.at);
      if (await unit.findAny(data.id))
        throw invalid("Coupon already exists.", "id", "resource_already_exists");
      const percent = params.decimal("percent_off");
      const amount = params.integer("amount_off");
      if ((percent === undefined) === (amount === undefined))
        throw invalid("You must pass either percent_off or amount_off.");
      if (percent !== undefined && !(Number(percent) > 0 && Number(percent) <= 100))
        throw params.fail("percent_off", "Invalid decimal: must be between 0 and 100");
      if (amount !== undefined && !params.text("currency")) throw missing("currency");
      data.name = params.text("name") ?? null;
      data.percent_off = percent === undefined ? null : Number(percent);
      data.amount_off = amount ?? null;
      data.currency = amount === undefined ? null : (params.text("currency") ?? null);
      data.duration = params.oneOf("duration", COUPON_DURATIONS) ?? "once";
      data.duration_in_months =
        data.duration === "repeating" ? params.needInteger("duration_in_months") : null;
      data.metadata = params.metadata({});
      const products = params.child("applies_to")?.only("products").texts("products");
      for (const product of products ?? []) await unit.need("product", product, "applies_to[products]");
      const row = await unit.create("coupon", data, products ? { products } : {});
      await unit.emit("coupon.created", row);
      return render(row);
    },
  ),
  route("GET /v1/coupons", PAGING, (unit, { params, url }) => listPage(unit, "coupon", params, url)),
  route("GET /v1/coupons/:id", [], async (unit, { path }) =>
    render(await unit.need("coupon", path.id ?? "")),
  ),
  route("DELETE /v1/subscriptions/:id/discount", [], async (unit, { path }) => {
    const subscription = await enterSubscription(unit, path.id ?? "");
    const last = subscription.data.discounts.at(-1);
    if (!last) throw invalid("No active discount for subscription.", undefined, "resource_missing");
    return removeFromSubscription(unit, subscription, await unit.need("discount", last));
  }),
  route("DELETE /v1/customers/:id/discount", [], async (unit, { path }) => {
    const customer = await enterCustomer(unit, path.id ?? "", "id");
    const removed = await removeDiscount(unit, customer);
    if (!removed) throw invalid("No active discount for customer.", undefined, "resource_missing");
    return removed;
  }),
];
