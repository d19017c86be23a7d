import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, value } from "@/tests/support/buyer";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T03:00:05Z"));
  buyer = await Buyer.withCard(world);
});
afterAll(() => world?.close());

async function payOpenInvoice(of: Buyer): Promise<void> {
  const [open] = (await world.stripe.invoices.list({ customer: await of.customerId(), status: "open" })).data;
  await world.stripe.invoices.pay(open?.id ?? "");
  await world.settle();
}

test("a purchase is paid first, and a card that is declined changes nothing", async () => {
  await buyer.putCard("pm_card_chargeCustomerFail");
  const preview = await buyer.preview("business", "month", { seats: 7, addons: { phone: "1" } });
  // 16 November: 15 of 30 days of ¥12,000, of 2 × ¥900 beyond the five included seats, and of ¥3,000.
  expect(preview.promise?.dueNowMinor).toBe("8400");

  value(await buyer.confirm(preview));
  await world.settle();
  const { license, order } = await buyer.look();
  expect([license.planKey, order?.state, order?.reason]).toEqual([
    "free",
    "awaiting_payment",
    "generic_decline",
  ]);

  // Paid on the invoice's page with another card: the license changes in the transaction that learns of it.
  await buyer.putCard("pm_card_visa");
  await payOpenInvoice(buyer);
  expect((await buyer.look()).license).toMatchObject({ planKey: "business", state: "active" });
  expect(await buyer.charges()).toEqual([8400]);
});
