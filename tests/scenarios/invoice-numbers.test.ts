import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { stripeInvoiceListings, stripeInvoices } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { customersWithoutListing } from "@/lib/features/billing/invoices/customers-without-listing";
import { refreshInvoice } from "@/lib/features/billing/invoices/refresh-invoice";
import { listTenants } from "@/lib/features/console/tenant-list/list-tenants";
import { sweep } from "@/server/sweep";
import { Buyer } from "../support/buyer";
import { createWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
});
afterEach(() => world.sandbox.failures.clear());
afterAll(() => world?.close());

const kept = (buyer: Buyer) =>
  acrossTenants((tx) =>
    tx
      .select()
      .from(stripeInvoices)
      .where(eq(stripeInvoices.tenantId, buyer.tenantId))
      .orderBy(stripeInvoices.createdAt, stripeInvoices.stripeInvoiceId),
  );

/** What Stripe has, in the form of the table. */
async function atStripe(buyer: Buyer) {
  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId() });
  return data.map(({ id, number, status, total }) => ({
    stripeInvoiceId: id,
    number,
    status,
    totalMinor: BigInt(total),
  }));
}

async function expectSame(buyer: Buyer) {
  const [here, there] = [await kept(buyer), await atStripe(buyer)];
  expect(here).toHaveLength(there.length);
  expect(here).toEqual(expect.arrayContaining(there.map((invoice) => expect.objectContaining(invoice))));
}

test.each(["webhook_duplicate", "webhook_shuffle", "webhook_delay"] as const)(
  "%s: invoices are known as Stripe has them, and find their tenant",
  async (kind) => {
    world.sandbox.failures.add({ kind, match: {}, times: null, delayMs: 20 });
    const buyer = await Buyer.withCard(world);
    await buyer.change("starter");
    await buyer.change("business");
    await world.settle();
    await expectSame(buyer);
    const [invoice] = await kept(buyer);
    expect(invoice).toMatchObject({
      status: "paid",
      currency: "JPY",
      stripeCustomerId: await buyer.customerId(),
    });
    const found = await listTenants(await world.asSystem(), { search: invoice?.number ?? "" });
    expect(found).toMatchObject({
      ok: true,
      value: { rows: [{ id: buyer.tenantId, found: { by: "invoice" } }] },
    });
  },
);

test("what Choba charges is listed without any webhook", async () => {
  const buyer = await Buyer.withCard(world);
  world.sandbox.failures.add({ kind: "webhook_drop", match: {}, times: null, delayMs: 0 });
  await buyer.change("starter");
  await expectSame(buyer);
  world.sandbox.failures.clear();
});

test("invoices of a customer that was linked later are read once by the sweep", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  await acrossTenants(async (tx) => {
    await tx.delete(stripeInvoices).where(eq(stripeInvoices.tenantId, buyer.tenantId));
    await tx.delete(stripeInvoiceListings).where(eq(stripeInvoiceListings.tenantId, buyer.tenantId));
  });
  await sweep(await world.asSystem());
  await world.settle();
  await expectSame(buyer);
  expect(await acrossTenants((tx) => customersWithoutListing(tx, 100))).not.toContain(
    await buyer.customerId(),
  );
});

test("a deleted draft is removed, and an invoice of an unknown customer is not stored", async () => {
  const buyer = await Buyer.withCard(world);
  const customer = await buyer.customerId();
  const draft = await world.stripe.invoices.create({ customer, auto_advance: false });
  await world.settle();
  expect(await kept(buyer)).toMatchObject([{ stripeInvoiceId: draft.id, number: null, status: "draft" }]);
  const stranger = await world.stripe.customers.create({ name: "Nobody's" });
  const foreign = await world.stripe.invoices.create({ customer: stranger.id, auto_advance: false });
  await world.settle();
  const rows = await acrossTenants((tx) =>
    tx.select().from(stripeInvoices).where(eq(stripeInvoices.stripeInvoiceId, foreign.id)),
  );
  expect(rows).toEqual([]);

  const [known] = await kept(buyer);
  if (!known) throw new Error("the draft was just kept");
  const gone = { ...known, stripeInvoiceId: "in_deleted_at_stripe" };
  await acrossTenants((tx) => tx.insert(stripeInvoices).values(gone));
  await refreshInvoice(await world.asSystem(), gone.stripeInvoiceId);
  expect(await kept(buyer)).toEqual([known]);
});
