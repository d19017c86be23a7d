import { desc } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reconciliationRounds, stripeAccount, stripeDifferences } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { openDifferences } from "@/lib/features/license/differences/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { agreeOnAccount, refusalOfAccount } from "@/lib/features/stripe/account/agree-on-account";
import { startReconciliation } from "@/lib/features/stripe/reconciliation/read-reconciliation";
import { Buyer, value } from "../support/buyer";
import { auditedActions } from "../support/factories";
import { createWorld, type World } from "../support/world";

/* Webhooks that never come. One comparison with Stripe later everything is known, whether Stripe still has the events or not. */

let world: World;
const names = ["cancelled", "stopped", "refunded", "invoiced", "balanced", "quiet"] as const;
const buyers = {} as Record<(typeof names)[number], Buyer>;

const license = (buyer: Buyer) => inTenant(buyer.tenantId, (tx) => getLicense(tx, buyer.tenantId));
const own = async (buyer: Buyer) => {
  const { data } = await world.stripe.subscriptions.list({ customer: await buyer.customerId() });
  return data[0]?.id ?? "";
};
const found = (buyer: Buyer) =>
  acrossTenants(async (tx) =>
    (await tx.select().from(stripeDifferences).orderBy(desc(stripeDifferences.foundAt)))
      .filter(({ tenantId }) => tenantId === buyer.tenantId)
      .map(({ kind, decision }) => `${kind} ${decision}`)
      .sort(),
  );

/** All of these in Stripe's dashboard, while no webhook leaves Stripe. */
async function whileNothingArrives(act: () => Promise<unknown>): Promise<void> {
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await act();
  await world.settle();
  world.sandbox.failures.clear();
}

async function reconcile(): Promise<void> {
  value(await startReconciliation(await world.asSystem(), {}));
  await world.settle();
}

/** Past the time for which events may be on their way as webhooks. */
const later = async (minutes: number) =>
  world.jumpTo(new Date((await world.asSystem()).now.getTime() + minutes * 60_000));

async function change(): Promise<void> {
  const { subscriptions, refunds, charges, invoices, customers } = world.stripe;
  await subscriptions.cancel(await own(buyers.cancelled));
  await subscriptions.update(await own(buyers.stopped), { cancel_at_period_end: true });
  const paid = await charges.list({ customer: await buyers.refunded.customerId() });
  await refunds.create({ charge: paid.data[0]?.id ?? "", amount: 500 });
  const customer = await buyers.invoiced.customerId();
  const draft = await invoices.create({ customer, currency: "jpy" });
  await invoices.addLines(draft.id, { lines: [{ amount: 900, description: "Training" }] });
  await invoices.finalizeInvoice(draft.id);
  await customers.createBalanceTransaction(await buyers.balanced.customerId(), {
    amount: -700,
    currency: "jpy",
  });
}

beforeAll(async () => {
  world = await createWorld(new Date("2026-11-10T03:00:00Z"));
  for (const name of names) {
    buyers[name] = await Buyer.withCard(world);
    await buyers[name].change("starter");
  }
  await later(10);
}, 60_000);
afterAll(() => world?.close());

test("where all webhooks came, a comparison finds nothing", async () => {
  await reconcile();
  for (const name of names) expect(await found(buyers[name]), name).toEqual([]);
  const [round] = await acrossTenants((tx) => tx.select().from(reconciliationRounds));
  expect(round).toMatchObject({ finishedAt: expect.any(Date), readAnew: 0, problem: null });
  expect(round?.compared).toMatchObject({ customers: 6, subscriptions: 6, invoices: 6 });
});

test("events that never arrived are asked for, and followed as if they had", async () => {
  await whileNothingArrives(change);
  await later(10);
  await reconcile();
  expect(await license(buyers.stopped)).toMatchObject({ renews: false });
  const [open] = await inTenant(buyers.cancelled.tenantId, (tx) =>
    openDifferences(tx, buyers.cancelled.tenantId),
  );
  expect(open).toMatchObject({ kind: "subscription_cancelled" });
  expect(await auditedActions(buyers.refunded.tenantId)).toContain("at_stripe.refunded");
  expect((await buyers.invoiced.look()).debts).toMatchObject([{ remainingMinor: "900" }]);
  for (const name of names.filter((each) => each !== "quiet" && each !== "refunded"))
    expect(await found(buyers[name]), name).toContain("event_missed read_anew");
  expect(await found(buyers.quiet)).toEqual([]);
});

test("what no event tells of any more is found by comparing, each once, and mended or kept", async () => {
  const second = {} as typeof buyers;
  for (const name of names) {
    second[name] = await Buyer.withCard(world);
    await second[name].change("starter");
  }
  Object.assign(buyers, second);
  await whileNothingArrives(change);
  // As after Stripe's 30 days.
  await acrossTenants((tx) =>
    tx.execute(`reset role`).then(() => tx.execute(`delete from sandbox.objects where kind = 'event'`)),
  );
  await later(10);
  await reconcile();
  expect(
    Object.fromEntries(await Promise.all(names.map(async (name) => [name, await found(buyers[name])]))),
  ).toEqual({
    cancelled: ["subscription_cancelled null"],
    stopped: ["subscription_missed read_anew"],
    refunded: ["refund_missed read_anew"],
    invoiced: ["invoice_missed read_anew"],
    balanced: ["customer_missed read_anew"],
    quiet: [],
  });
  expect(await license(buyers.stopped)).toMatchObject({ renews: false });
  expect(await auditedActions(buyers.refunded.tenantId)).toContain("at_stripe.refunded");
  expect((await buyers.invoiced.look()).debts).toMatchObject([{ remainingMinor: "900" }]);
  await later(60);
  await reconcile();
  expect(await found(buyers.balanced)).toEqual(["customer_missed read_anew"]);
});

test("a comparison that was cut off goes on at the page where it stopped", async () => {
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "GET", path: "/v1/subscriptions" },
    times: null,
    delayMs: 0,
  });
  await reconcile();
  const newest = async () =>
    (
      await acrossTenants((tx) =>
        tx.select().from(reconciliationRounds).orderBy(desc(reconciliationRounds.seq)),
      )
    )[0];
  expect(await newest()).toMatchObject({ stage: "subscriptions", finishedAt: null, problem: /./ });
  world.sandbox.failures.clear();
  await reconcile();
  expect(await newest()).toMatchObject({ finishedAt: expect.any(Date), problem: null });
});

test("a key of another account is refused in words", async () => {
  const ctx = await world.asSystem();
  expect(await agreeOnAccount(ctx)).toEqual({ state: "same" });
  await acrossTenants((tx) => tx.update(stripeAccount).set({ accountId: "acct_other" }));
  expect(refusalOfAccount(await agreeOnAccount(ctx))).toMatch(/acct_1Sandbox.* \(test mode\).*acct_other/);
});
