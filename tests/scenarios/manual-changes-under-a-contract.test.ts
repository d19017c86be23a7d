import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * When a contract ends, manual changes in Stripe count: the credit is what is left of what was really billed.
 */

const at = (text: string) => new Date(text);
let world: World;
let stripe: Stripe;
beforeAll(async () => {
  world = await createWorld(at("2026-10-01T12:00:10Z"));
  stripe = world.stripe;
  const displayName = { en: "Consumption tax", ja: "消費税" };
  value(
    await createTaxRate(await world.asSystem(), {
      key: "jp10",
      percent: "10",
      inclusive: false,
      displayName,
    }),
  );
});
afterAll(() => world?.close());

const invoicesOf = async (rep: Rep) =>
  (await stripe.invoices.list({ customer: await rep.customerId(), limit: 100 })).data;
const subscriptionOf = async (rep: Rep) => {
  const [subscription] = (await stripe.subscriptions.list({ customer: await rep.customerId() })).data;
  if (!subscription) throw new Error("Choba made one");
  return subscription;
};
const totals = async (rep: Rep) => (await invoicesOf(rep)).map(({ total }) => total).reverse();

describe("Business for 12,000 and tax, from 1 October 12:00 UTC to the middle of the month", () => {
  const reps = {} as Record<"credited" | "halved" | "voided" | "doubled", Rep>;

  beforeAll(async () => {
    for (const name of ["credited", "halved", "voided", "doubled"] as const) {
      reps[name] = await Rep.arrive(world);
      await reps[name].agree("business", { startsAt: "2026-10-01T12:00:00Z", taxKeys: ["jp10"] });
    }
    await world.advanceTo(at("2026-10-09T06:00:00Z"));
    for (const [name, amount] of [
      ["credited", 13_200],
      ["halved", 6_600],
    ] as const) {
      const [invoice] = await invoicesOf(reps[name]);
      await stripe.creditNotes.create({ invoice: invoice?.id ?? "", amount });
    }
    const [unwanted] = await invoicesOf(reps.voided);
    await stripe.invoices.voidInvoice(unwanted?.id ?? "");
    const { id, items } = await subscriptionOf(reps.doubled);
    await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? "", quantity: 2 }],
      proration_behavior: "always_invoice",
    });
    await world.settle();
    await world.advanceTo(at("2026-10-17T00:00:00Z"));
    for (const rep of Object.values(reps))
      value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They close down" }));
    await world.advanceTo(at("2026-10-17T00:00:10Z"));
  });

  test("nothing is credited of an invoice that was credited or voided", async () => {
    expect(await totals(reps.credited)).toEqual([13_200]);
    expect(await totals(reps.voided)).toEqual([13_200]);
  });

  test("of one that was credited by half, half of the half is credited", async () => {
    expect(await totals(reps.halved)).toEqual([13_200, -3_300]);
  });

  test("with twice the quantity from the 9th on, all that was billed for the second half is credited", async () => {
    // 23.25 of 31 days of 12,000 more, with tax; then half a month of 24,000.
    expect(await totals(reps.doubled)).toEqual([13_200, 9_900, -13_200]);
  });
});

test("another coupon and no tax: the month that was billed like this is credited like this", async () => {
  const rep = await Rep.arrive(world);
  await world.advanceTo(at("2026-11-01T12:00:10Z"));
  const discount = {
    name: { en: "Discount", ja: "割引" },
    value: { type: "percent" as const, percent: "10" },
    components: null,
    months: null,
  };
  await rep.agree("business", { startsAt: "2026-11-01T12:00:00Z", taxKeys: ["jp10"], discount });
  const coupon = await stripe.coupons.create({ amount_off: 6_000, currency: "jpy", duration: "forever" });
  await stripe.subscriptions.update((await subscriptionOf(rep)).id, {
    discounts: [{ coupon: coupon.id }],
    default_tax_rates: "",
  });
  await world.advanceTo(at("2026-12-17T00:00:00Z"));
  value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They close down" }));
  await world.advanceTo(at("2026-12-17T00:00:10Z"));
  expect(await totals(rep)).toEqual([11_880, 6_000, -3_000]);
});
