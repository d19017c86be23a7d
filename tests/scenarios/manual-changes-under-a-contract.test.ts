import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { applyDueContractSteps } from "@/lib/features/license/contracts/course/apply-due-contract-steps";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { decideDifference } from "@/lib/features/license/differences/decide-difference";
import { openDifferences } from "@/lib/features/license/differences/queries";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * When a contract ends, manual changes in Stripe count: what is given back is what is left of what was really billed. All
 * days are days in Tokyo, which begin at 15:00 UTC.
 */

const at = (text: string) => new Date(text);
let world: World;
let stripe: Stripe;
beforeAll(async () => {
  world = await createWorld(at("2026-09-30T15:00:10Z"));
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

/** The totals of the credit notes that Choba wrote, newest first. */
const credited = async (rep: Rep) =>
  (await stripe.creditNotes.list({ customer: await rep.customerId(), limit: 100 })).data.flatMap(
    ({ total, metadata }) => (metadata?.choba_credit ? [total] : []),
  );

/** A credit note as a person writes it on an invoice that is taxed by amounts. */
async function creditByHand(rep: Rep, net: number, tax: number): Promise<void> {
  const [invoice] = await invoicesOf(rep);
  const rate = invoice?.lines.data[0]?.taxes?.[0]?.tax_rate_details?.tax_rate ?? "";
  const taxAmount = { tax_rate: rate, amount: tax, taxable_amount: net };
  await stripe.creditNotes.create({
    invoice: invoice?.id ?? "",
    lines: [
      {
        type: "custom_line_item",
        description: "Sorry",
        quantity: 1,
        unit_amount: net,
        tax_amounts: [taxAmount],
      },
    ],
  });
}

/** People set another price on the subscription. */
async function raise(rep: Rep, unit_amount: number): Promise<void> {
  const { id, items } = await subscriptionOf(rep);
  const { id: product } = await stripe.products.create({ name: "Business, raised" });
  const price_data = { currency: "jpy", product, recurring: { interval: "month" as const }, unit_amount };
  await stripe.subscriptions.update(id, {
    items: [{ id: items.data[0]?.id ?? "", price_data }],
    proration_behavior: "none",
  });
}

describe("Business for 12,000 and tax, from 1 October to the middle of the month", () => {
  const reps = {} as Record<"credited" | "halved" | "voided" | "doubled" | "raised", Rep>;

  beforeAll(async () => {
    for (const name of ["credited", "halved", "voided", "doubled", "raised"] as const) {
      reps[name] = await Rep.arrive(world);
      await reps[name].agree("business", { startsAt: "2026-09-30T15:00:00Z", taxKeys: ["jp10"] });
    }
    await world.advanceTo(at("2026-10-08T15:00:00Z"));
    await creditByHand(reps.credited, 12_000, 1_200);
    await creditByHand(reps.halved, 6_000, 600);
    const [unwanted] = await invoicesOf(reps.voided);
    await stripe.invoices.voidInvoice(unwanted?.id ?? "");
    const { id, items } = await subscriptionOf(reps.doubled);
    await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? "", quantity: 2 }],
      proration_behavior: "none",
    });
    await raise(reps.raised, 15_000);
    await world.settle();
    const [raised] = await inTenant(reps.raised.tenantId, (tx) => openDifferences(tx, reps.raised.tenantId));
    const decision = { differenceId: raised?.id ?? "", decision: "adopt" } as const;
    value(await decideDifference(await world.asSystem(), reps.raised.tenantId, decision));
    await world.advanceTo(at("2026-10-17T00:00:00Z"));
    for (const rep of [reps.credited, reps.halved, reps.voided])
      value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They close down" }));
    await world.settle();
  });

  test("nothing is given back of an invoice that was credited or voided", async () => {
    expect(await totals(reps.credited)).toEqual([13_200]);
    expect(await credited(reps.credited)).toEqual([]);
    expect(await totals(reps.voided)).toEqual([13_200]);
    expect(await credited(reps.voided)).toEqual([]);
  });

  test("of one that was credited by half, the unused days of the other half are credited", async () => {
    expect(await totals(reps.halved)).toEqual([13_200]);
    // 17 to 31 October is 15 of 31 days: 6,000 × 15/31 = 2,903 (2,903.2), and 290 of tax.
    expect(await credited(reps.halved)).toEqual([3_193]);
  });

  test("a quantity that somebody doubled at Stripe is taken back on the renewal's invoice", async () => {
    await world.advanceTo(at("2026-10-31T15:10:00Z"));
    const { lines } = (await reps.doubled.invoices()).at(-1) ?? { lines: [] };
    expect(lines.toSorted((a, b) => a - b)).toEqual([-24_000, 12_000, 24_000]);
    expect((await totals(reps.doubled)).at(-1)).toBe(13_200);
    expect((await subscriptionOf(reps.doubled)).items.data[0]?.quantity).toBe(1);
  });

  test("a price that somebody raised at Stripe, and staff adopted, is agreed from the next month on", async () => {
    await applyDueContractSteps(await world.asSystem(), reps.raised.tenantId);
    await world.settle();
    expect(await totals(reps.raised)).toEqual([13_200, 16_500]);
    expect((await subscriptionOf(reps.raised)).items.data).toMatchObject([
      { price: { unit_amount: 15_000 } },
    ]);
    expect((await reps.raised.history()).map(({ plan, from }) => ({ plan, from }))).toEqual([
      { plan: "business", from: "2026-09-30T15:00:00.000Z" },
      { plan: "negotiated", from: "2026-10-31T15:00:00.000Z" },
    ]);
    const left = await inTenant(reps.raised.tenantId, (tx) => openDifferences(tx, reps.raised.tenantId));
    expect(left).toEqual([]);
  });
});

test("another coupon: the month that was billed with it is given back with it", async () => {
  const rep = await Rep.arrive(world);
  const discount = {
    name: { en: "Discount", ja: "割引" },
    value: { type: "percent" as const, percent: "10" },
    components: null,
    months: null,
  };
  await rep.agree("business", { startsAt: "2026-10-31T15:00:00Z", taxKeys: ["jp10"], discount });
  const coupon = await stripe.coupons.create({ amount_off: 6_000, currency: "jpy", duration: "forever" });
  await stripe.subscriptions.update((await subscriptionOf(rep)).id, { discounts: [{ coupon: coupon.id }] });
  // Stripe tells of it long before the next month begins.
  await world.settle();
  await world.advanceTo(at("2026-12-17T00:00:00Z"));
  value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They close down" }));
  await world.settle();
  // November is 12,000 less 1,200 and 1,080 of tax. In December the coupon takes 6,000 more off: 4,800 and 480.
  expect(await totals(rep)).toEqual([11_880, 5_280]);
  // 17 to 31 December is 15 of 31 days of 4,800: 2,323 (2,322.6). The line bears 480 of tax after the coupon: 10 % is 232.
  expect(await credited(rep)).toEqual([2_555]);
});
