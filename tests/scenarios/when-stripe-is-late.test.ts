import { afterEach, beforeEach, expect, test } from "vitest";
import { stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/*
 * Stripe responds late, or somebody changes things in its dashboard: nobody is stuck, and everything is
 * reported.
 */
const at = (text: string) => new Date(text);

let world: World;
beforeEach(async () => {
  world = await createWorld(at("2026-11-16T12:00:05Z"));
});
afterEach(() => world?.close());

test("a reservation made in the last minute is applied, and nothing is asked of Stripe before", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  await world.advanceTo(at("2026-11-30T14:59:00Z"));
  expect(await buyer.change("starter")).toEqual({ outcome: "reserved" });
  await world.advanceTo(at("2026-12-01T14:00:00Z"));
  expect(await buyer.look()).toMatchObject({ reservation: null, license: { planKey: "starter" } });
  // Half of November, then the smaller plan for December.
  expect(await buyer.charges()).toEqual([6000, 5000]);
});

test("a cancellation holds at once, however late the subscription follows", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: null,
    delayMs: 0,
  });
  expect(value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}))).toEqual({ confirmed: true });
  expect((await buyer.look()).license.state).toBe("renewal_stopped");
  world.sandbox.failures.clear();
  await world.settle();
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  expect(subscription?.cancel_at_period_end).toBe(true);
});

test("a renewal stopped and resumed in Stripe's dashboard is taken over", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  const set = async (stops: boolean) => {
    await world.stripe.subscriptions.update(subscription?.id ?? "", { cancel_at_period_end: stops });
    await world.settle();
    return (await buyer.look()).license.state;
  };
  expect(await set(true)).toBe("renewal_stopped");
  expect(await set(false)).toBe("active");
});

test("a yearly license whose subscription was ended in Stripe's dashboard runs out, and no monthly one follows", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter", "year");
  await buyer.change("starter", "month");
  await world.settle();
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  await world.stripe.subscriptions.cancel(subscription?.id ?? "");
  await world.settle();
  await world.advanceTo(new Date((await world.asSystem()).now.getTime() + 61 * 60_000));
  const license = { isFree: false, interval: "year", state: "renewal_stopped" };
  expect(await buyer.look()).toMatchObject({ reservation: null, order: null, license });
  expect(await buyer.charges()).toEqual([50_000]);
});

test("after a customer was deleted in Stripe's dashboard, a new one can be created", async () => {
  const buyer = await Buyer.withCard(world);
  await world.stripe.customers.del(await buyer.customerId());
  await world.settle();
  expect(await buyer.look()).toMatchObject({ paymentAccount: null, paymentAccountExists: false });
});
