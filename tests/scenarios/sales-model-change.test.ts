import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureUser } from "@/lib/features/console/new-tenant/found-tenant";
import { changeSalesModel, previewSalesModel } from "@/lib/features/console/sales-model/change-sales-model";
import type { Context } from "@/lib/features/foundation/context/context";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { resumeRenewal } from "@/lib/features/license/renewal/change-renewal";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* A self-serve tenant is converted to sales-led, and back. */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
let repId: Awaited<ReturnType<typeof ensureUser>>;
beforeAll(async () => {
  world = await createWorld(at("2026-03-20T09:00:00Z"));
  buyer = await Buyer.withCard(world);
  repId = await ensureUser(await world.asSystem(), {
    name: "Rep",
    email: "rep@choba.example",
    locale: "en",
    staffRole: "sales",
  });
  await buyer.change("business");
});
afterAll(() => world?.close());

const asRep = (): Promise<Context> =>
  world.as({ kind: "user", userId: repId, name: "Rep", staffRole: "sales" });
const preview = async () => value(await previewSalesModel(await asRep(), buyer.tenantId, {}));
const convert = async (shown: { to: "self_serve" | "sales_led"; effects: string[] }) =>
  changeSalesModel(await asRep(), buyer.tenantId, { to: shown.to, effects: shown.effects });

test("not while the payer has a reservation, which only the payer cancels", async () => {
  await buyer.change("starter");
  const shown = await preview();
  expect(shown).toMatchObject({ to: "sales_led", obstacles: ["reservation_open"] });
  expect(await convert(shown)).toMatchObject({ refusal: { code: "sales_model_refused" } });
  const { reservation } = await buyer.look();
  value(await cancelReservation(await buyer.ctx(), buyer.tenantId, { reservationId: reservation?.id ?? "" }));
  await world.settle();
});

test("the action does exactly what was shown, or nothing", async () => {
  expect(await convert({ to: "sales_led", effects: ["self_service_ends"] })).toMatchObject({
    refusal: { code: "changed_meanwhile" },
  });
  expect((await buyer.look()).tenant.salesModel).toBe("self_serve");
});

test("the renewal is stopped at Stripe, what is paid stays, and the payer cannot change anything any more", async () => {
  const shown = await preview();
  expect(shown).toMatchObject({ obstacles: [], periodEnd: "2026-03-31T15:00:00.000Z" });
  expect(shown.effects).toContain("renewal_stops");
  expect(value(await convert(shown))).toEqual({ changed: true, renewal: "stopped" });
  expect(value(await convert(shown))).toEqual({ changed: false, renewal: null });
  await world.settle();
  const { license, may } = await buyer.look();
  expect(license).toMatchObject({ planKey: "business", state: "renewal_stopped" });
  expect(may.changeLicense).toBe(false);
  const wish = { planKey: "starter", interval: "month" } as const;
  for (const refused of [
    await previewChange(await buyer.ctx(), buyer.tenantId, wish),
    await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}),
  ])
    expect(refused).toMatchObject({ refusal: { code: "sales_led" } });
});

test("back to self-serve before the period's end, the payer may resume the renewal", async () => {
  const shown = await preview();
  expect(shown).toMatchObject({ to: "self_serve", obstacles: [] });
  expect(shown.effects).toContain("renewal_may_be_resumed");
  expect(value(await convert(shown))).toEqual({ changed: true, renewal: null });
  value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.settle();
  expect((await buyer.look()).license.state).toBe("active");
});

test("if it stays sales-led, the period ends without renewal and nothing more is charged", async () => {
  value(await convert(await preview()));
  await world.settle();
  const charged = await buyer.charges();
  await world.advanceTo(at("2026-04-02T00:00:00Z"));
  expect(await buyer.charges()).toEqual(charged);
  expect((await buyer.look()).license).toMatchObject({ planKey: "free" });
});

test("a license that was just bought ends too, before any subscription follows it", async () => {
  const other = await Buyer.withCard(world);
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: null,
    delayMs: 0,
  });
  value(await other.confirm(await other.preview("starter")));
  expect(await other.subscriptions()).toBe(0);
  const shown = value(await previewSalesModel(await asRep(), other.tenantId, {}));
  expect(shown.effects).toContain("renewal_stops");
  const { to, effects } = shown;
  expect(value(await changeSalesModel(await asRep(), other.tenantId, { to, effects }))).toMatchObject({
    changed: true,
  });
  world.sandbox.failures.clear();
  await world.settle();
  const charged = await other.charges();
  await world.advanceTo(at("2026-05-02T00:00:00Z"));
  expect(await other.charges()).toEqual(charged);
  expect((await other.look()).license).toMatchObject({ isFree: true });
});
