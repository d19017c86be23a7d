import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * A coupon and a tax that staff put on a subscription in Stripe's dashboard outlive a reserved downgrade. A
 * schedule's phase that does not list them would remove them.
 */

const at = (text: string) => new Date(text);
let world: World;
beforeAll(async () => {
  world = await createWorld(at("2026-09-10T03:00:00Z"));
});
afterAll(() => world?.close());

test("a coupon and a tax that were added in Stripe stay with the reservation, and with the smaller plan", async () => {
  const { stripe } = world;
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  const [subscription] = (await stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  if (!subscription) throw new Error("it was bought");
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
  const tax = await stripe.taxRates.create({ display_name: "Tax", percentage: 10, inclusive: false });
  await stripe.subscriptions.update(subscription.id, {
    discounts: [{ coupon: coupon.id }],
    default_tax_rates: [tax.id],
  });
  await world.settle();
  const terms = async () => {
    const { discounts, default_tax_rates } = await stripe.subscriptions.retrieve(subscription.id);
    return { discounts, taxes: default_tax_rates?.map(({ id }) => id) };
  };
  const before = await terms();
  expect(before).toEqual({ discounts: [expect.any(String)], taxes: [tax.id] });

  expect(await buyer.change("starter")).toEqual({ outcome: "reserved", confirmed: true });
  expect(await terms()).toEqual(before);
  const { reservation } = await buyer.look();
  value(await cancelReservation(await buyer.ctx(), buyer.tenantId, { reservationId: reservation?.id ?? "" }));
  await world.settle();
  expect(await terms()).toEqual(before);

  await buyer.change("starter");
  await world.advanceTo(at("2026-10-01T14:00:00Z"));
  expect((await buyer.look()).license.planName).toEqual({ en: "Starter", ja: expect.any(String) });
  expect(await terms()).toEqual(before);
  // Starter is 5,000: less 500, and 450 of tax.
  const [renewal] = (await stripe.invoices.list({ customer: await buyer.customerId(), limit: 1 })).data;
  expect(renewal).toMatchObject({ billing_reason: "subscription_cycle", total: 4_950 });
});
