import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

const at = (text: string) => new Date(text);

/** Half of November is left to the second, five seconds ago. */
const midMonth = at("2026-11-16T12:00:05Z");

let world: World;
beforeEach(async () => {
  world = await createWorld(midMonth);
});
afterEach(() => world?.close());

describe("a declined card", () => {
  test("on a purchase: nothing is licensed or charged, and the payer is shown where to pay", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
    expect(await buyer.change("starter")).toMatchObject({ outcome: "ordered", state: "awaiting_payment" });
    const { license, order } = await buyer.look();
    expect(license.isFree).toBe(true);
    expect(order).toMatchObject({ state: "awaiting_payment", totalMinor: "2500" });
    expect(order?.goTo).toMatch(/^http/);
    expect(await buyer.charges()).toEqual([]);
  });

  test("paid on the invoice page with another card, the license becomes active", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
    await buyer.change("starter");
    const { order } = await buyer.look();
    await buyer.putCard("pm_card_visa");
    await world.stripe.invoices.pay(invoiceIn(order?.goTo));
    await world.settle();
    expect(await buyer.look()).toMatchObject({
      license: { planKey: "starter", state: "active" },
      order: null,
    });
    expect(await buyer.charges()).toEqual([2500]);
  });

  test("given up: the invoice is void, nothing was charged, and another purchase can begin", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_chargeCustomerFail");
    await buyer.change("starter");
    const { order } = await buyer.look();
    value(await discardOrder(await buyer.ctx(), buyer.tenantId, { orderId: order?.id ?? "" }));
    await world.settle();
    expect((await buyer.look()).order).toBeNull();
    expect((await world.stripe.invoices.retrieve(invoiceIn(order?.goTo))).status).toBe("void");
    await buyer.putCard("pm_card_visa");
    await buyer.change("business");
    expect((await buyer.look()).license).toMatchObject({ planKey: "business", state: "active" });
    expect(await buyer.charges()).toEqual([6000]);
  });

  test("on an upgrade: the old license stays as it is until the invoice is paid", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await buyer.putCard("pm_card_chargeCustomerFail");
    expect(await buyer.change("business")).toMatchObject({ outcome: "ordered", state: "awaiting_payment" });
    const { license, order } = await buyer.look();
    expect(license).toMatchObject({ planKey: "starter", state: "active" });
    await buyer.putCard("pm_card_visa");
    await world.stripe.invoices.pay(invoiceIn(order?.goTo));
    await world.settle();
    expect((await buyer.look()).license).toMatchObject({ planKey: "business", state: "active" });
    // 12,000 / 2 − 5,000 / 2 = ¥3,500 on top of the first half of Starter.
    expect(await buyer.charges()).toEqual([2500, 3500]);
  });

  test("on an upgrade, given up: the pending change is gone, the license and its next invoice are as before", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await buyer.putCard("pm_card_chargeCustomerFail");
    await buyer.change("business");
    const { order } = await buyer.look();
    value(await discardOrder(await buyer.ctx(), buyer.tenantId, { orderId: order?.id ?? "" }));
    await world.settle();
    expect(await buyer.look()).toMatchObject({
      license: { planKey: "starter", state: "active" },
      order: null,
    });
    expect(await buyer.charges()).toEqual([2500]);
  });
});

describe("3-D Secure", () => {
  test("finished on Stripe's page: the license becomes active", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_authenticationRequired");
    expect(await buyer.change("starter")).toMatchObject({
      outcome: "ordered",
      state: "awaiting_payment",
      reason: "authentication_required",
    });
    const { order } = await buyer.look();
    await world.sandbox.operations.answerChallenge(await intentOf(world, invoiceIn(order?.goTo)), true);
    await world.settle();
    expect((await buyer.look()).license).toMatchObject({ planKey: "starter", state: "active" });
    expect(await buyer.charges()).toEqual([2500]);
  });

  test("abandoned: after 23 hours the purchase is gone and nothing was charged", async () => {
    const buyer = await Buyer.withCard(world, "pm_card_authenticationRequired");
    await buyer.change("starter");
    await world.advanceTo(at("2026-11-17T13:00:00Z"));
    expect(await buyer.look()).toMatchObject({ license: { isFree: true }, order: null });
    expect(await buyer.charges()).toEqual([]);
  });
});

describe("a renewal that cannot be collected", () => {
  test("keeps the license while Stripe tries again, shows that, and is paid at once by another card", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await buyer.putCard("pm_card_chargeCustomerFail");
    await world.advanceTo(at("2026-12-02T00:00:00Z"));
    const behind = (await buyer.look()).license;
    expect(behind).toMatchObject({ planKey: "starter", state: "payment_failed" });
    expect(invoiceIn(behind.dueInvoiceUrl)).toMatch(/^in_/);
    await buyer.putCard("pm_card_visa");
    expect((await buyer.look()).license).toMatchObject({ state: "active", dueInvoiceUrl: null });
    expect(await buyer.charges()).toEqual([2500, 5000]);
  });

  test("ends the license once Stripe gives up", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await buyer.putCard("pm_card_chargeCustomerFail");
    await world.advanceTo(at("2027-01-20T00:00:00Z"));
    expect((await buyer.look()).license).toMatchObject({
      isFree: true,
      ended: { planName: { en: "Starter" } },
    });
    expect(await buyer.charges()).toEqual([2500]);
  });
});

/** The invoice of a hosted page's address. */
function invoiceIn(url: string | null | undefined): string {
  const id = /in_[A-Za-z0-9]+/.exec(url ?? "")?.[0];
  if (!id) throw new Error(`no invoice in ${url}`);
  return id;
}

async function intentOf(where: World, invoiceId: string): Promise<string> {
  const invoice = await where.stripe.invoices.retrieve(invoiceId, { expand: ["payments"] });
  const intent = invoice.payments?.data[0]?.payment.payment_intent;
  if (!intent) throw new Error("the invoice has a payment intent");
  return typeof intent === "string" ? intent : intent.id;
}
