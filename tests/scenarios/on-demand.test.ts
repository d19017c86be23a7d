import { afterEach, expect, test } from "vitest";
import type { Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import type { InputOf } from "@/lib/features/foundation/use-case/use-case";
import { chargeOnDemand } from "@/lib/features/license/on-demand/charge-on-demand";
import { listOnDemand } from "@/lib/features/license/on-demand/list-on-demand";
import { readOnDemandChoices } from "@/lib/features/license/on-demand/on-demand-choices";
import { previewOnDemand } from "@/lib/features/license/on-demand/preview-on-demand";
import { withdrawOnDemand } from "@/lib/features/license/on-demand/withdraw-on-demand";
import { Buyer, value } from "../support/buyer";
import { chargeFrom, saysCountry } from "../support/tax";
import { createWorld, type World } from "../support/world";

/* Work on request: five hours a month are included, others cost ¥15,000 each. Tokyo. All sums are worked out by hand. */
const at = (text: string) => new Date(text);
const both = (text: string) => ({ en: text, ja: text });
const components: Component[] = [
  { kind: "base", key: "base", name: both("Base fee"), amountMinor: { month: "3000", year: "30000" } },
  {
    kind: "on_demand",
    key: "consulting",
    name: both("Consulting"),
    unit: both("hours"),
    unitAmountMinor: "15000",
    included: "5",
  },
];
const definition: PlanDefinition = {
  name: both("Agency"),
  summary: both("Agency"),
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components,
};

let world: World;
afterEach(() => world?.close());

async function open(): Promise<Buyer> {
  world = await createWorld(at("2026-11-30T16:00:00Z"));
  await publishPlan(await world.asSystem(), { key: "agency", rank: 11, definition });
  await world.settle();
  const buyer = await Buyer.withCard(world);
  await buyer.change("agency");
  return buyer;
}

type Asked = Partial<InputOf<typeof chargeOnDemand>>;
const charge = async (buyer: Buyer, quantity: string, more: Asked = {}) =>
  chargeOnDemand(await world.asSystem(), buyer.tenantId, {
    what: { component: "consulting", quantity },
    description: "Migration",
    reason: "asked by mail",
    ...more,
  });
const seen = async (buyer: Buyer) =>
  value(await listOnDemand(await buyer.ctx(), buyer.tenantId, {})).map(({ state, quantity, amountMinor }) => [
    state,
    quantity,
    amountMinor,
  ]);
async function lastInvoice(buyer: Buyer) {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 1 });
  return {
    total: data[0]?.total,
    lines: data[0]?.lines.data.map(({ description, amount }) => [description, amount]),
  };
}

test("what is asked in a month stands on the next invoice, after what is included, and is seen before", async () => {
  const buyer = await open();
  value(await charge(buyer, "3"));
  await world.advanceTo(at("2026-12-10T03:00:00Z"));
  value(await charge(buyer, "4"));
  // Two of the four hours are included.
  expect(await seen(buyer)).toEqual([
    ["pending", "4", "30000"],
    ["pending", "3", "0"],
  ]);
  await world.advanceTo(at("2027-01-01T03:00:00Z"));
  const { total, lines } = await lastInvoice(buyer);
  expect(total).toBe(3000 + 30000);
  expect(lines).toEqual(
    expect.arrayContaining([
      ["Migration – included (3 hours), Dec 1, 2026", 0],
      ["Migration – included (2 hours), Dec 10, 2026", 0],
      ["Consulting: Migration (2 hours × ¥15,000), Dec 10, 2026", 30000],
    ]),
  );
  expect(await seen(buyer)).toEqual([
    ["billed", "4", "30000"],
    ["billed", "3", "0"],
  ]);
  // January has its own five hours, and nothing of December is billed again.
  value(await charge(buyer, "5"));
  await world.advanceTo(at("2027-02-01T03:00:00Z"));
  expect((await lastInvoice(buyer)).total).toBe(3000);
});

test("staff choose from the price list, with what is left of what the month includes", async () => {
  const buyer = await open();
  const choices = async () => value(await readOnDemandChoices(await world.asSystem(), buyer.tenantId, {}));
  expect(await choices()).toMatchObject({
    currency: "JPY",
    hasNextInvoice: true,
    obstacle: null,
    items: [{ component: "consulting", unitAmountMinor: "15000", includedLeft: "5" }],
  });
  value(await charge(buyer, "3"));
  value(await charge(buyer, "1", { when: "now" }));
  expect((await choices()).items).toMatchObject([{ includedLeft: "1" }]);
  value(await charge(buyer, "4"));
  expect((await choices()).items).toMatchObject([{ includedLeft: "0" }]);
  await world.advanceTo(at("2027-01-01T03:00:00Z"));
  expect((await choices()).items).toMatchObject([{ includedLeft: "5" }]);
});

test("a tenant without a payment account, or on Free, is told apart before anything is typed", async () => {
  world = await createWorld(at("2026-11-30T16:00:00Z"));
  const buyer = await Buyer.arrive(world);
  expect(value(await readOnDemandChoices(await world.asSystem(), buyer.tenantId, {}))).toMatchObject({
    items: [],
    hasNextInvoice: false,
    obstacle: "payment_account_missing",
  });
});

test("charged now, it is paid at once; it uses up what is included as any other", async () => {
  const buyer = await open();
  value(await charge(buyer, "6", { when: "now" }));
  await world.settle();
  expect(await buyer.charges()).toEqual([3000, 15000]);
  value(await charge(buyer, "1"));
  expect(await seen(buyer)).toEqual([
    ["pending", "1", "15000"],
    ["billed", "6", "15000"],
  ]);
});

test("until it is billed it can be withdrawn", async () => {
  const buyer = await open();
  const { id } = value(await charge(buyer, "8"));
  const withdraw = async () =>
    withdrawOnDemand(await world.asSystem(), buyer.tenantId, { onDemandChargeId: id, reason: "a mistake" });
  value(await withdraw());
  value(await withdraw());
  await world.advanceTo(at("2027-01-01T03:00:00Z"));
  expect((await lastInvoice(buyer)).total).toBe(3000);
  const now = value(await charge(buyer, "1", { when: "now" }));
  const refused = await withdrawOnDemand(await world.asSystem(), buyer.tenantId, {
    onDemandChargeId: now.id,
    reason: "a mistake",
  });
  expect(refused).toMatchObject({ refusal: { code: "too_late" } });
});

test("the same id is the same charge", async () => {
  const buyer = await open();
  const what = { amountMinor: "1200" };
  const first = value(await charge(buyer, "", { what, externalId: "job-1", when: "now" }));
  const again = value(await charge(buyer, "", { what, externalId: "job-1", when: "now" }));
  expect([first.isNew, again.isNew, again.id]).toEqual([true, false, first.id]);
  await world.settle();
  expect(await buyer.charges()).toEqual([3000, 1200]);
});

test("what is wrong is refused by field, and nobody but staff and keys may charge", async () => {
  const buyer = await open();
  const rules = async (more: Asked) => {
    const answer = await charge(buyer, "1", more);
    return answer.ok ? [] : answer.refusal.fields?.map(({ field, rule }) => `${field} ${rule}`);
  };
  expect(await rules({ what: { component: "base", quantity: "1" } })).toEqual([
    "what.component not_on_price_list",
  ]);
  expect(await rules({ description: "" })).toHaveLength(1);
  const owner = await chargeOnDemand(await buyer.ctx(), buyer.tenantId, {
    what: { amountMinor: "100" },
    description: "x",
    reason: "x",
  });
  expect(owner).toMatchObject({ refusal: { code: "forbidden" } });
});

test("the preview has the tax, and is what is charged; what waits has its part of the inclusion first", async () => {
  const buyer = await open();
  await chargeFrom(world, "2026-11-01", { percent: "10" });
  await saysCountry(buyer, "JP");
  const preview = async (
    what: { amountMinor: string } | { component: string; quantity: string },
    when: "now" | "next_invoice",
  ) => value(await previewOnDemand(await world.asSystem(), buyer.tenantId, { what, when }));
  value(await charge(buyer, "4"));
  // Of five hours one is left: two of three are charged.
  const work = await preview({ component: "consulting", quantity: "3" }, "next_invoice");
  expect(work).toMatchObject({ subtotalMinor: "30000" });
  const shown = await preview({ amountMinor: "1005" }, "now");
  value(await charge(buyer, "", { what: { amountMinor: "1005" }, when: "now" }));
  await world.settle();
  // ¥1,005 and ¥101 of tax
  expect(shown.totalMinor).toBe("1106");
  expect(await lastInvoice(buyer)).toMatchObject({ total: 1106 });
});
