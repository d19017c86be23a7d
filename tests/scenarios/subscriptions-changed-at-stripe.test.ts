import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outboxMessages } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { decideDifference } from "@/lib/features/license/differences/decide-difference";
import { openDifferences } from "@/lib/features/license/differences/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { Buyer, value } from "../support/buyer";
import { makeUser } from "../support/factories";
import { createWorld, type World } from "../support/world";

/*
 * What people do to a license's subscription in Stripe's dashboard: the license stays what it is, what differs is known
 * and shown, and what is shown is charged. Starter costs 5,000 a month; 10 to 30 November are 3,500. Days are Tokyo's.
 */

let world: World;
const kinds = [
  "added",
  "swapped",
  "tripled",
  "second",
  "endsLater",
  "endsEarlier",
  "paused",
  "trial",
  "cancelled",
] as const;
const buyers = {} as Record<(typeof kinds)[number], Buyer>;
const decidedKinds = ["again", "trial", "second", "seats", "pack", "packs", "price", "thrice"] as const;
/** Those about whose change somebody decides. */
const decided = {} as Record<(typeof decidedKinds)[number], Buyer>;

const at = (text: string) => new Date(text);
const license = (buyer: Buyer) => inTenant(buyer.tenantId, (tx) => getLicense(tx, buyer.tenantId));
const differences = async (buyer: Buyer) =>
  (await inTenant(buyer.tenantId, (tx) => openDifferences(tx, buyer.tenantId))).map(
    ({ id, kind, facts, decision }) => ({ id, kind, facts, decision }),
  );
const invoices = async (buyer: Buyer) =>
  (await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 100 })).data
    .map(({ status, total }) => `${status} ${total}`)
    .reverse();
const subscriptions = async (buyer: Buyer) =>
  (await world.stripe.subscriptions.list({ customer: await buyer.customerId() })).data;
async function own(buyer: Buyer): Promise<Stripe.Subscription> {
  const found = (await subscriptions(buyer)).find(({ metadata }) => metadata.choba_license);
  if (!found) throw new Error("Choba made one");
  return found;
}
async function decideFirst(buyer: Buyer, decision: "put_right" | "adopt" | "leave") {
  const [first] = await differences(buyer);
  const input = { differenceId: first?.id ?? "dif_none", decision };
  return decideDifference(await world.asSystem(), buyer.tenantId, input);
}
async function decide(buyer: Buyer, decision: "put_right" | "adopt" | "leave"): Promise<void> {
  value(await decideFirst(buyer, decision));
  await world.settle();
}
/** The tenants about which a mail of undecided changes was sent. */
const toldOf = () =>
  acrossTenants(async (tx) => {
    const mails = await tx.select().from(outboxMessages).where(eq(outboxMessages.operation, "mail.send"));
    const isTold = ({ parameters }: (typeof mails)[number]) =>
      (parameters as { template: string }).template === "changed_at_stripe";
    return mails.filter(isTold).map(({ tenantId }) => tenantId);
  });
const free = { proration_behavior: "none" } as const;
/** A price of the dashboard's making, of the Support pack. */
async function packPrice(unit_amount: number) {
  const { id: product } = await world.stripe.products.create({ name: "Support pack" });
  return { price_data: { currency: "jpy", product, recurring: { interval: "month" as const }, unit_amount } };
}

beforeAll(async () => {
  world = await createWorld(at("2026-11-10T03:00:00Z"));
  for (const kind of kinds) {
    buyers[kind] = await Buyer.withCard(world);
    await buyers[kind].change("starter");
  }
  const { subscriptions: all } = world.stripe;
  const change = async (buyer: Buyer, parameters: (item: string) => Stripe.SubscriptionUpdateParams) => {
    const { id, items } = await own(buyer);
    await all.update(id, { ...free, ...parameters(items.data[0]?.id ?? "") });
  };
  const seconds = (text: string) => Date.parse(text) / 1000;
  const [pack, other] = [await packPrice(3_000), await packPrice(9_900)];
  await change(buyers.added, () => ({ items: [pack] }));
  await change(buyers.swapped, (id) => ({ items: [{ id, ...other }] }));
  await change(buyers.tripled, (id) => ({ items: [{ id, quantity: 3 }] }));
  await all.create({ customer: await buyers.second.customerId(), items: [pack] });
  await change(buyers.endsLater, () => ({ cancel_at: seconds("2026-12-11T00:00:00Z") }));
  await change(buyers.endsEarlier, () => ({ cancel_at: seconds("2026-11-20T00:00:00Z") }));
  await change(buyers.paused, () => ({ pause_collection: { behavior: "void" } }));
  await change(buyers.trial, () => ({ trial_end: seconds("2026-12-11T00:00:00Z") }));
  await all.cancel((await own(buyers.cancelled)).id);
  await world.settle();
}, 120_000);
afterAll(() => world?.close());

test("each change is known at once with its cause, and the license is what it was", async () => {
  const found = await Promise.all(
    kinds.map(async (kind) => [kind, await differences(buyers[kind])] as const),
  );
  const pack = { name: "Support pack", currency: "JPY", interval: "month", taxMinor: "0" };
  const one = (kind: string, facts: object) => [expect.objectContaining({ kind, facts })];
  expect(Object.fromEntries(found)).toEqual({
    added: one("item_added", expect.objectContaining({ ...pack, quantity: "1", amountMinor: "3000" })),
    swapped: one("item_price_changed", expect.objectContaining({ amountMinor: "9900" })),
    tripled: one("item_quantity_changed", expect.objectContaining({ quantity: "3", wantedQuantity: "1" })),
    second: one("subscription_added", expect.objectContaining({ ...pack, amountMinor: "3000" })),
    endsLater: one("ends_on", { at: "2026-12-11T00:00:00.000Z" }),
    endsEarlier: one("ends_on", { at: "2026-11-20T00:00:00.000Z" }),
    paused: one("collection_paused", { behavior: "void" }),
    trial: one("trial_added", { at: "2026-12-11T00:00:00.000Z" }),
    cancelled: one("subscription_cancelled", { at: "2026-11-10T03:00:00.000Z" }),
  });
  for (const kind of kinds)
    expect(await license(buyers[kind]), kind).toMatchObject({
      interval: "month",
      periodEnd: at("2026-11-30T15:00:00Z"),
      renews: kind !== "endsEarlier",
    });
});

test("cancel and undo leave alone what people put on it", async () => {
  const { added, endsLater } = buyers;
  for (const buyer of [added, endsLater]) value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.settle();
  expect(await own(added)).toMatchObject({ cancel_at_period_end: true, items: { data: [{}, {}] } });
  expect(await own(endsLater)).toMatchObject({ cancel_at_period_end: true });
  expect(await differences(endsLater)).toEqual([]);
  for (const buyer of [added, endsLater]) value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.settle();
  expect(await own(added)).toMatchObject({ cancel_at: null, items: { data: [{}, {}] } });
  expect(await differences(added)).toMatchObject([{ kind: "item_added" }]);
  const day = Date.parse("2026-12-11T00:00:00Z") / 1000;
  expect(await own(endsLater)).toMatchObject({ cancel_at_period_end: false, cancel_at: day });
  expect(await differences(endsLater)).toMatchObject([{ kind: "ends_on" }]);
});

test("an admin is told by one mail for each tenant of whose changes nobody has decided for an hour", async () => {
  await makeUser("admin");
  await world.advanceTo(at("2026-11-10T03:59:00Z"));
  expect(await toldOf()).toEqual([]);
  expect(await license(buyers.cancelled)).toMatchObject({ renews: true });
  await world.advanceTo(at("2026-11-10T04:00:00Z"));
  const all = kinds.map((kind) => buyers[kind].tenantId).sort();
  expect((await toldOf()).sort()).toEqual(all);
  await world.settle();
  expect(await toldOf()).toHaveLength(all.length);
});

test("one that was cancelled at Stripe is not renewed unless somebody decides within the hour", async () => {
  expect(await license(buyers.cancelled)).toMatchObject({ renews: false, interval: "month" });
  expect(await differences(buyers.cancelled)).toEqual([]);
  expect(await subscriptions(buyers.cancelled)).toEqual([]);
});

test("made again, without its trial, cancelled, or adopted: the subscription says what was decided", async () => {
  const { subscriptions: all } = world.stripe;
  for (const name of decidedKinds) {
    decided[name] = await Buyer.withCard(world);
    await decided[name].change(
      name === "seats" ? "business" : "starter",
      "month",
      name === "seats" ? { seats: 12 } : {},
    );
  }
  await all.cancel((await own(decided.again)).id);
  await all.update((await own(decided.trial)).id, { trial_end: Date.parse("2026-12-11T00:00:00Z") / 1000 });
  const { price } = (await own(decided.second)).items.data[0] ?? {};
  await all.create({ customer: await decided.second.customerId(), items: [{ price: price?.id ?? "" }] });
  const seats = await own(decided.seats);
  const item = seats.items.data.find(({ quantity }) => quantity !== 1);
  await all.update(seats.id, {
    items: [{ id: item?.id ?? "", quantity: (item?.quantity ?? 0) + 3 }],
    proration_behavior: "none",
  });
  await all.update((await own(decided.pack)).id, { ...free, items: [await packPrice(3_000)] });
  const packs = { quantity: 2, ...(await packPrice(3_000)) };
  await all.update((await own(decided.packs)).id, { ...free, items: [packs] });
  for (const [name, quantity] of [
    ["price", 1],
    ["thrice", 3],
  ] as const) {
    const { id, items } = await own(decided[name]);
    const item = { id: items.data[0]?.id ?? "", quantity, ...(await packPrice(9_900)) };
    await all.update(id, { ...free, items: [item] });
  }
  await world.settle();
  expect(await decideFirst(decided.thrice, "adopt")).toMatchObject({
    ok: false,
    refusal: { code: "not_adoptable" },
  });
  await decide(decided.thrice, "put_right");
  for (const name of ["again", "trial", "second"] as const) await decide(decided[name], "put_right");
  for (const name of ["seats", "pack", "packs", "price"] as const) await decide(decided[name], "adopt");
  for (const buyer of Object.values(decided)) {
    expect(await differences(buyer)).toEqual([]);
    expect(await subscriptions(buyer)).toMatchObject([{ status: "active", cancel_at: null }]);
    expect(await license(buyer)).toMatchObject({ renews: true, interval: "month" });
  }
  expect(await license(decided.seats)).toMatchObject({ seats: 15 });
  expect(await license(decided.pack)).toMatchObject({ addons: { "from-stripe-1": "1" } });
  expect(await license(decided.packs)).toMatchObject({ addons: { "from-stripe-1": "2" } });
});

test("on the day of the renewal the license's price is charged, and what people added beside it", async () => {
  await world.advanceTo(at("2026-12-02T00:00:00Z"), 1);
  const charged = await Promise.all(kinds.map(async (kind) => [kind, await invoices(buyers[kind])] as const));
  const first = "paid 3500";
  const next = async (buyer: Buyer) => (await invoices(buyer)).slice(1);
  expect(await next(decided.pack)).toEqual(["paid 8000"]);
  expect(await next(decided.packs)).toEqual(["paid 11000"]);
  expect(await next(decided.price)).toEqual(["paid 9900"]);
  expect(await next(decided.thrice)).toEqual(["paid 5000"]);
  expect(Object.fromEntries(charged)).toEqual({
    added: [first, "paid 8000"],
    swapped: [first, "paid 5000"],
    tripled: [first, "paid 5000"],
    second: [first, "paid 3000", "paid 5000"],
    endsLater: [first, "paid 5000"],
    endsEarlier: [first],
    paused: [first, "paid 5000"],
    trial: [first, "paid 0", "paid 5000"],
    cancelled: [first],
  });
  for (const kind of ["endsEarlier", "cancelled"] as const)
    expect(await license(buyers[kind]), kind).toMatchObject({ interval: null });
  // The subscription has followed: the price and the quantity that people changed are Choba's again.
  for (const kind of ["swapped", "tripled"] as const) expect(await differences(buyers[kind])).toEqual([]);
});

test("what people decide is done at Stripe, and the row closes when nothing of it is found any more", async () => {
  await decide(buyers.added, "put_right");
  expect((await own(buyers.added)).items.data).toHaveLength(1);
  await decide(buyers.paused, "put_right");
  expect(await own(buyers.paused)).toMatchObject({ pause_collection: null });
  await decide(buyers.second, "leave");
  expect(await differences(buyers.second)).toMatchObject([{ decision: "leave" }]);
  expect(await subscriptions(buyers.second)).toHaveLength(2);
  for (const kind of ["added", "paused"] as const) expect(await differences(buyers[kind])).toEqual([]);
});

test("a trial's end charges nothing a second time, and a late end at Stripe leaves the paid month", async () => {
  await world.advanceTo(at("2026-12-12T00:00:00Z"), 1);
  expect(await buyers.trial.charges()).toEqual([3_500, 5_000]);
  expect(await buyers.endsLater.charges()).toEqual([3_500, 5_000]);
  expect(await license(buyers.endsLater)).toMatchObject({
    interval: "month",
    renews: false,
    periodEnd: at("2026-12-31T15:00:00Z"),
  });
});
