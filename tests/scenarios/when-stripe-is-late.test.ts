import { afterEach, beforeEach, expect, test } from "vitest";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { stopRenewal } from "@/lib/features/license/lifecycle/change-renewal";
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

const silence = (path: string) =>
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path },
    times: null,
    delayMs: 0,
  });

test("a reservation that reaches Stripe only after the period's end fails visibly, and another can be made", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  await world.advanceTo(at("2026-12-01T11:59:00Z"));
  const preview = await buyer.preview("starter");
  silence("/v1/subscription_schedules");
  expect(value(await buyer.confirm(preview))).toEqual({ outcome: "reserved", confirmed: false });
  world.sandbox.failures.clear();
  await world.advanceTo(at("2026-12-01T14:00:00Z"));
  expect(await buyer.look()).toMatchObject({ reservation: null, license: { planKey: "business" } });
  const mails = await listSentMails();
  expect(mails.some((mail) => mail.subject.startsWith("A reservation for"))).toBe(true);
  await buyer.change("starter");
  expect((await buyer.look()).reservation).toMatchObject({
    state: "reserved",
    effectiveAt: "2027-01-01T12:00:00.000Z",
  });
});

test("while a cancellation is on its way to Stripe, no other change can overtake it", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  const preview = await buyer.preview("starter");
  silence("/v1/subscriptions");
  expect(value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}))).toEqual({ confirmed: false });
  expect(await buyer.confirm(preview)).toMatchObject({ ok: false, refusal: { code: "change_pending" } });
  world.sandbox.failures.clear();
  await world.settle();
  expect((await buyer.look()).license.state).toBe("renewal_stopped");
});

test("a schedule that is removed in Stripe's dashboard ends the reservation", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("business");
  await buyer.change("starter");
  const [schedule] = (await world.stripe.subscriptionSchedules.list({ customer: await buyer.customerId() }))
    .data;
  await world.stripe.subscriptionSchedules.release(schedule?.id ?? "");
  await world.settle();
  expect(await buyer.look()).toMatchObject({
    reservation: null,
    license: { planKey: "business", state: "active" },
  });
});

test("a yearly subscription ended early in Stripe's dashboard starts no monthly one", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter", "year");
  await buyer.change("starter", "month");
  const [subscription] = (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
  await world.stripe.subscriptions.cancel(subscription?.id ?? "");
  await world.settle();
  expect(await buyer.look()).toMatchObject({ reservation: null, order: null, license: { isFree: true } });
  expect(await buyer.charges()).toEqual([50_000]);
});

test("after a customer was deleted in Stripe's dashboard, a new one can be created", async () => {
  const buyer = await Buyer.withCard(world);
  await world.stripe.customers.del(await buyer.customerId());
  await world.settle();
  expect(await buyer.look()).toMatchObject({ paymentAccount: null, paymentAccountExists: false });
});
