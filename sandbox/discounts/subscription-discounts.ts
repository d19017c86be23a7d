import { invalid, missing, notCovered } from "../core/errors";
import type { Params } from "../params/params";
import type { Subscription } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { markDeleted, redeem } from "./discount";

/**
 * Reads `discounts: [{coupon}]`. "A populated array overwrites the existing discounts on the subscription. If not specified
 * or empty array, it leaves the subscription's discounts unchanged. If empty string, it clears" them
 * (docs.stripe.com/api/subscriptions/update). A change of discounts creates no prorations.
 */
export async function writeDiscounts(unit: Unit, data: Subscription, params: Params): Promise<void> {
  const sent = params.children("discounts");
  if (!sent) return;
  const wanted: string[] = [];
  for (const entry of sent) {
    entry.only("coupon", "discount", "promotion_code");
    if (entry.has("promotion_code")) throw notCovered("promotion codes", "discounts");
    const present = entry.text("discount");
    if (present && !data.discounts.includes(present))
      throw invalid(`No such discount: '${present}'`, "discounts", "resource_missing");
    wanted.push(present ?? (await redeemed(unit, data, entry)));
  }
  const was = data.discounts;
  data.discounts = wanted;
  for (const id of was.filter((discount) => !wanted.includes(discount)))
    await markDeleted(unit, await unit.need("discount", id));
}

async function redeemed(unit: Unit, data: Subscription, entry: Params): Promise<string> {
  const id = entry.text("coupon");
  if (!id) throw missing("discounts[0][coupon]");
  const coupon = await unit.find("coupon", id);
  if (!coupon) throw invalid(`No such coupon: '${id}'`, "discounts[0][coupon]", "resource_missing");
  return (await redeemForSubscription(unit, data, coupon)).id;
}

/** Redeems a coupon for a subscription. The caller adds the discount's id to the subscription. */
export async function redeemForSubscription(
  unit: Unit,
  { customer, id, currency }: Subscription,
  coupon: Row<"coupon">,
): Promise<Row<"discount">> {
  const row = await redeem(unit, coupon, { customer, subscription: id, currency });
  await unit.emit("customer.discount.created", row);
  return row;
}
