import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DodoShop } from "@/tests/support/dodo-shop";

/** Changes of what is held, by the guide's own snippets: `sub_123` stands for a subscription's id, as in the guide. */
let shop: DodoShop;
beforeAll(async () => {
  shop = await DodoShop.open();
}, 60_000);
afterAll(() => shop?.close());

describe("the guide's snippets", () => {
  test("model 2, step 4: five more seats are charged, and held once they are paid", async () => {
    const { client } = shop;
    const bought = [{ addon_id: "addon_seat", quantity: 9 }];
    const { customerId, subscriptionId: sub_123 } = await shop.subscription(
      "seats",
      "prod_team_plan",
      bought,
    );
    expect(await shop.license(customerId)).toMatchObject({ seats: 12 });
    // Add 5 more seats
    await client.subscriptions.changePlan(sub_123, {
      product_id: "prod_team_plan",
      quantity: 1,
      proration_billing_mode: "prorated_immediately",
      addons: [
        {
          addon_id: "addon_seat",
          quantity: 14, // New total: 14 extra seats
        },
      ],
    });
    await shop.world.settle();
    expect(await shop.license(customerId)).toMatchObject({ seats: 17 });
    expect(await shop.charged(customerId)).toEqual([9900 + 9 * 1500, 5 * 1500]);
    expect(await client.subscriptions.retrieve(sub_123)).toMatchObject({
      status: "active",
      product_id: "prod_team_plan",
      addons: [{ addon_id: "addon_seat", quantity: 14 }],
      recurring_pre_tax_amount: 9900 + 14 * 1500,
    });
  });
});
