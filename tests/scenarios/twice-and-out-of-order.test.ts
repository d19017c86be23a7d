import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { reservations } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { createPaymentAccount } from "@/lib/features/payers/payment-account/create-payment-account";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

const at = (text: string) => new Date(text);

let world: World;
beforeAll(async () => {
  world = await createWorld(at("2026-11-16T12:00:05Z"));
});
afterEach(() => world.sandbox.failures.clear());
afterAll(() => world?.close());

describe("clicked twice, in two tabs", () => {
  test("two payment accounts are one Stripe customer", async () => {
    const buyer = await Buyer.arrive(world);
    const ctx = await buyer.ctx();
    const input = { payerName: "Twice", payerEmail: "twice@buyers.example" };
    const results = await Promise.all([1, 2, 3].map(() => createPaymentAccount(ctx, buyer.tenantId, input)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const customers = await world.stripe.customers.list({ email: "twice@buyers.example" });
    expect(customers.data).toHaveLength(1);
  });

  test("concurrent purchases are one subscription, charged once", async () => {
    const buyer = await Buyer.withCard(world);
    const preview = await buyer.preview("starter");
    await Promise.all([1, 2, 3, 4].map(() => buyer.confirm(preview)));
    await world.settle();
    expect(await buyer.subscriptions()).toBe(1);
    expect(await buyer.charges()).toEqual([2500]);
    expect((await buyer.look()).license.planKey).toBe("starter");
  });

  test("concurrent upgrades are one upgrade, charged once", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    const preview = await buyer.preview("business");
    await Promise.all([1, 2, 3].map(() => buyer.confirm(preview)));
    await world.settle();
    expect(await buyer.charges()).toEqual([2500, 3500]);
  });

  test("concurrent reservations are one reservation", async () => {
    const buyer = await Buyer.withCard(world);
    await buyer.change("business");
    const preview = await buyer.preview("starter");
    await Promise.all([1, 2, 3].map(() => buyer.confirm(preview)));
    await world.settle();
    expect((await buyer.look()).reservation?.state).toBe("reserved");
    const kept = await inTenant(buyer.tenantId, (tx) => tx.select().from(reservations));
    expect(kept).toHaveLength(1);
  });

  test("two different purchases at once: one is placed, and the other is refused with that reason", async () => {
    const buyer = await Buyer.withCard(world);
    const [starter, business] = [await buyer.preview("starter"), await buyer.preview("business")];
    const results = await Promise.all([buyer.confirm(starter), buyer.confirm(business)]);
    await world.settle();
    expect(await buyer.subscriptions()).toBe(1);
    expect(await buyer.charges()).toHaveLength(1);
    expect(results.filter((result) => result.ok && result.value.outcome === "ordered")).toHaveLength(1);
  });
});

describe("Stripe does not respond", () => {
  test("a response that is lost after the work was done charges once, and the license follows by itself", async () => {
    const buyer = await Buyer.withCard(world);
    const preview = await buyer.preview("starter");
    world.sandbox.failures.add({
      kind: "timeout_after_commit",
      match: { method: "POST", path: "/v1/invoices" },
      times: 2,
      delayMs: 0,
    });
    const result = value(await buyer.confirm(preview));
    expect(result).toMatchObject({ outcome: "ordered" });
    world.sandbox.failures.clear();
    await world.settle();
    expect(await buyer.charges()).toEqual([2500]);
    expect(await buyer.subscriptions()).toBe(1);
    expect((await buyer.look()).license).toMatchObject({ planKey: "starter", state: "active" });
  });

  test("errors of Stripe keep the order, and it is carried out once when Stripe is back", async () => {
    const buyer = await Buyer.withCard(world);
    const preview = await buyer.preview("starter");
    world.sandbox.failures.add({
      kind: "server_error_500",
      match: { method: "POST", path: "/v1/invoices" },
      times: null,
      delayMs: 0,
    });
    expect(value(await buyer.confirm(preview))).toMatchObject({ outcome: "ordered", state: "executing" });
    expect((await buyer.look()).license.isFree).toBe(true);
    world.sandbox.failures.clear();
    await world.settle();
    expect(await buyer.charges()).toEqual([2500]);
  });

  test("a preview needs no Stripe: it is the same while Stripe is silent", async () => {
    const buyer = await Buyer.withCard(world);
    const before = await buyer.preview("starter");
    world.sandbox.failures.add({ kind: "server_error_500", match: {}, times: null, delayMs: 0 });
    expect(await buyer.preview("starter")).toEqual(before);
  });

  test("the subscription cannot follow for a while: the license holds, and it follows later, once", async () => {
    const buyer = await Buyer.withCard(world);
    world.sandbox.failures.add({
      kind: "server_error_500",
      match: { method: "POST", path: "/v1/subscriptions" },
      times: null,
      delayMs: 0,
    });
    value(await buyer.confirm(await buyer.preview("starter")));
    expect((await buyer.look()).license).toMatchObject({ planKey: "starter", state: "active" });
    expect(await buyer.subscriptions()).toBe(0);
    world.sandbox.failures.clear();
    await world.settle();
    expect(await buyer.subscriptions()).toBe(1);
    expect(await buyer.charges()).toEqual([2500]);
  });
});

describe("webhooks", () => {
  test.each(["webhook_duplicate", "webhook_shuffle", "webhook_delay"] as const)(
    "%s: the same end",
    async (kind) => {
      world.sandbox.failures.add({ kind, match: {}, times: null, delayMs: 20 });
      const buyer = await Buyer.withCard(world);
      await buyer.change("starter");
      await buyer.change("business");
      await buyer.change("starter");
      const { license, reservation, order } = await buyer.look();
      expect(license).toMatchObject({ planKey: "business", state: "active" });
      expect(reservation).toMatchObject({ state: "reserved", planName: { en: "Starter" } });
      expect(order).toBeNull();
      expect(await buyer.charges()).toEqual([2500, 3500]);
    },
  );

  test("none arrives: our own calls and the next sweep reach the same state", async () => {
    const buyer = await Buyer.withCard(world);
    world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
    await buyer.change("starter");
    expect((await buyer.look()).license).toMatchObject({ planKey: "starter", state: "active" });
  });
});
