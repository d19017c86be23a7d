import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outboxMessages, stripePrices, stripeProducts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { Component } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { forgetEnvironment } from "@/lib/env";
import { planOptions } from "@/lib/features/billing/dashboard/plan-options";
import { savePlanDraft } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import { readPlan } from "@/lib/features/catalog/plans/overview/read-plan";
import { previewPublication } from "@/lib/features/catalog/plans/publication/preview-publication";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { publishPlanDraft } from "@/lib/features/catalog/plans/publication/publish-plan-draft";
import { restorePlan } from "@/lib/features/catalog/plans/publication/restore-plan";
import { findStripePrice, planOfStripePrice } from "@/lib/features/catalog/plans/record/queries";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
});
afterAll(() => world?.close());

const named = (en: string) => ({ en, ja: `${en}（日本語）` });
const base = (month: string): Component => ({
  ...blank.base(),
  name: named("Fee"),
  amountMinor: { month, year: null },
});
const seats = (month: string): Component => ({
  ...blank.seats(),
  name: named("Seats"),
  unitAmountMinor: { month, year: null },
});
const contacts: Component = {
  ...blank.addon("contacts"),
  name: named("Contacts"),
  choice: {
    type: "one_of",
    options: ["1k", "5k"].map((key, index) => ({
      key,
      name: named(key),
      amountMinor: { month: index === 0 ? "0" : "3000", year: null },
    })),
  },
};
const plan = (name: string, components: Component[], currency = "USD"): PlanDefinition => ({
  ...blankPlan(currency),
  name: named(name),
  components,
});

async function draft(key: string, rank: number, definition: PlanDefinition) {
  const saved = await savePlanDraft(await world.asSystem(), { key, rank, definition, revision: null });
  return { key, revision: value(saved).revision };
}
const preview = async (key: string) => value(await previewPublication(await world.asSystem(), { key }));
const publish = async (key: string, rank: number, definition: PlanDefinition) =>
  value(await publishPlanDraft(await world.asSystem(), await draft(key, rank, definition)));
const versions = async (key: string) => value(await readPlan(await world.asSystem(), { key })).versions;
const atStripe = async (key: string) => {
  const { data: products } = await world.stripe.products.list({ limit: 100 });
  const { data: prices } = await world.stripe.prices.list({ limit: 100 });
  const mine = products.filter((product) => product.metadata.choba_plan === key);
  return {
    products: mine,
    prices: prices.filter((price) => mine.some((product) => product.id === price.product)),
  };
};

test("publishing does at Stripe what its preview showed, with every amount exact", async () => {
  await draft("suite", 10, plan("Suite", [base("9900"), seats("12.5"), contacts]));
  const shown = await preview("suite");
  expect(
    shown.steps.map((step) => [step.object, step.action, step.component, step.option, step.unitAmountMinor]),
  ).toEqual([
    ["product", "create", "base", null, null],
    ["price", "create", "base", null, "9900"],
    ["product", "create", "seats", null, null],
    ["price", "create", "seats", null, "12.5"],
    ["product", "create", "contacts", null, null],
    ["price", "create", "contacts", "1k", "0"],
    ["price", "create", "contacts", "5k", "3000"],
  ]);
  const published = await publishPlanDraft(await world.asSystem(), {
    key: "suite",
    revision: shown.revision,
  });
  expect(value(published)).toMatchObject({ version: 1, stripe: "ready" });
  const { products, prices } = await atStripe("suite");
  expect(products.map((product) => product.name).sort()).toEqual([
    "Suite",
    "Suite: Contacts",
    "Suite: Seats",
  ]);
  const amounts = prices.map(
    (price) => `${price.currency} ${price.unit_amount_decimal} ${price.recurring?.interval}`,
  );
  expect(amounts.sort()).toEqual(["usd 0 month", "usd 12.5 month", "usd 3000 month", "usd 9900 month"]);
  expect(await versions("suite")).toMatchObject([{ stripe: "ready" }]);
});

test("the next version has its own base price and shares equal prices", async () => {
  const [first] = await versions("suite");
  await draft("suite", 10, plan("Suite", [base("9900"), seats("15"), contacts]));
  const { steps, revision } = await preview("suite");
  const created = steps.filter((step) => step.action === "create");
  expect(created.map((step) => [step.object, step.component])).toEqual([
    ["price", "base"],
    ["price", "seats"],
  ]);
  const before = await atStripe("suite");
  const second = value(await publishPlanDraft(await world.asSystem(), { key: "suite", revision }));
  const after = await atStripe("suite");
  expect(after.products).toHaveLength(before.products.length);
  expect(after.prices).toHaveLength(before.prices.length + created.length);
  expect(after.prices.every((price) => price.active)).toBe(true);
  await acrossTenants(async (tx) => {
    for (const versionId of [first?.versionId, second.versionId] as (typeof second.versionId)[]) {
      const price = await findStripePrice(tx, versionId, "month");
      expect(price).toMatchObject({ componentKey: "base", unitAmountMinor: "9900" });
      const said = await planOfStripePrice(tx, price?.stripePriceId ?? "");
      expect(said).toMatchObject({ planVersionId: versionId, interval: "month" });
    }
    const shared = await tx.select().from(stripePrices).where(eq(stripePrices.optionKey, "5k"));
    expect(new Set(shared.map((price) => price.stripePriceId)).size).toBe(1);
    expect(await planOfStripePrice(tx, shared[0]?.stripePriceId ?? "")).toBeNull();
  });
});

test("a renamed plan has a renamed product", async () => {
  await draft("suite", 10, plan("Office", [base("9900"), seats("15"), contacts]));
  const { steps, revision } = await preview("suite");
  expect(steps.filter((step) => step.action === "rename").map((step) => step.component)).toEqual([
    "base",
    "seats",
    "contacts",
  ]);
  value(await publishPlanDraft(await world.asSystem(), { key: "suite", revision }));
  const { products } = await atStripe("suite");
  expect(products.map((product) => product.name).sort()).toEqual([
    "Office",
    "Office: Contacts",
    "Office: Seats",
  ]);
});

test("interrupted after any of its calls, a publication is finished later and makes nothing twice", async () => {
  const definition = plan("Cut", [base("100"), seats("10"), contacts]);
  // Product, look-up, price, product, look-up, price, product and twice look-up and price: eleven calls.
  for (let calls = 0; calls < 11; calls++) {
    const key = `cut-${calls}`;
    world.sandbox.failures.add({
      kind: "server_error_500",
      match: {},
      times: null,
      skip: calls,
      delayMs: 0,
    });
    const published = await publish(key, 100 + calls, definition);
    expect(published.stripe).toBe("pending");
    expect(await versions(key)).toMatchObject([{ stripe: "pending" }]);
    world.sandbox.failures.clear();
    await world.settle();
    expect(await versions(key)).toMatchObject([{ stripe: "ready" }]);
    const { products, prices } = await atStripe(key);
    expect([products.length, prices.length]).toEqual([3, 4]);
  }
});

test("what was made at Stripe and never recorded is found again", async () => {
  const { versionId } = await publish("lost", 200, plan("Lost", [base("100"), seats("10")]));
  await acrossTenants(async (tx) => {
    await tx.delete(stripePrices).where(eq(stripePrices.planVersionId, versionId));
    await tx.execute(
      sql`delete from ${stripeProducts} where plan_id = (select id from plans where key = 'lost')`,
    );
  });
  expect(await versions("lost")).toMatchObject([{ stripe: "missing" }]);
  // Longer ago than Stripe remembers a key, so only ids and lookup keys identify it.
  value(await restorePlan(await world.asSystem(), { key: "lost" }));
  expect(await versions("lost")).toMatchObject([{ stripe: "ready" }]);
  const { products, prices } = await atStripe("lost");
  expect([products.length, prices.length]).toEqual([2, 2]);
});

test("two processes that publish the same at once make everything once", async () => {
  const ctx = await world.asSystem();
  const wanted = { key: "both", rank: 201, definition: plan("Both", [base("100"), seats("10")]) };
  const [one, other] = await Promise.all([publishPlan(ctx, wanted), publishPlan(ctx, wanted)]);
  expect(one).toBe(other);
  await world.settle();
  const { products, prices } = await atStripe("both");
  expect([products.length, prices.length]).toEqual([2, 2]);
  const all = await acrossTenants((tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.operation, "stripe.catalog.publish")),
  );
  for (const { tenantId, id: messageId } of all)
    expect(await processMessage(ctx, { tenantId, messageId })).toEqual({ state: "done" });
  expect((await atStripe("both")).prices).toHaveLength(2);
});

test("a version published while Stripe was off gets its prices when it is published again", async () => {
  const { STRIPE_SECRET_KEY: key } = process.env;
  const stripe = (secret: string | undefined) => {
    process.env.STRIPE_SECRET_KEY = secret;
    forgetEnvironment();
  };
  const definition = plan("Offline", [base("100")]);
  stripe("");
  expect(await publish("offline", 202, definition)).toMatchObject({ version: 1, stripe: "off" });
  stripe(key);
  expect(await versions("offline")).toMatchObject([{ stripe: "missing" }]);
  await draft("offline", 202, definition);
  const { revision, steps, isUnchanged } = await preview("offline");
  expect([isUnchanged, steps.map((step) => step.action)]).toEqual([true, ["create", "create"]]);
  const again = await publishPlanDraft(await world.asSystem(), { key: "offline", revision });
  expect(value(again)).toMatchObject({ version: 1, stripe: "ready" });
});

test("without a base the first fixed component identifies the version, with any of its options", async () => {
  const { versionId } = await publish("group", 205, plan("Group", [contacts, seats("10")]));
  await acrossTenants(async (tx) => {
    expect(await findStripePrice(tx, versionId, "month")).toMatchObject({ optionKey: "1k" });
    const rows = await tx.select().from(stripePrices).where(eq(stripePrices.planVersionId, versionId));
    for (const { stripePriceId, componentKey } of rows) {
      const said = await planOfStripePrice(tx, stripePriceId);
      expect(said?.planVersionId ?? null).toBe(componentKey === "contacts" ? versionId : null);
    }
    expect(rows).toHaveLength(3);
  });
});

test("a tenant cannot buy a plan in another currency, and can buy one that begins with paid seats", async () => {
  await publish("dollars", 203, plan("Dollars", [base("100")]));
  await publish(
    "heavy",
    204,
    plan("Heavy", [base("100"), { ...seats("10"), minimum: 5 } as Component], "JPY"),
  );
  const buyer = await Buyer.withCard(world);
  expect(
    await previewChange(await buyer.ctx(), buyer.tenantId, { planKey: "dollars", interval: "month" }),
  ).toMatchObject({ ok: false, refusal: { code: "plan_unavailable" } });
  const { plans } = value(await planOptions(await buyer.ctx(), buyer.tenantId, {}));
  expect(plans.map((option) => option.planKey)).not.toContain("dollars");
  // ¥100 and the fewest seats, 5 × ¥10 unless some are included.
  const { offers } = plans.find((option) => option.planKey === "heavy") ?? {};
  const preview = await buyer.preview("heavy");
  expect(preview.seats).toBe(5);
  expect(preview.next?.totalMinor).toBe(offers?.month?.amountMinor);
});
