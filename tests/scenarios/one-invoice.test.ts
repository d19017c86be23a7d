import { afterAll, beforeAll, expect, test } from "vitest";
import { keepDocuments } from "@/lib/features/billing/documents/keep-documents";
import { keepReturns } from "@/lib/features/billing/documents/keep-returns";
import { readTenantDocument } from "@/lib/features/billing/documents/read-tenant-document";
import { listTenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { readTenantInvoice } from "@/lib/features/billing/invoices/read-tenant-invoice";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* What a tenant sees of an invoice stays, whatever becomes of Stripe and of its customer there. */

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  world = await createWorld(new Date("2026-12-10T03:00:00Z"));
  buyer = await Buyer.withCard(world);
});
afterAll(() => world?.close());

const list = async () => value(await listTenantInvoices(await buyer.ctx(), buyer.tenantId, {})).invoices;
const read = async (stripeInvoiceId: string) =>
  value(await readTenantInvoice(await buyer.ctx(), buyer.tenantId, { stripeInvoiceId }));
const newest = async () => (await list())[0]?.id ?? "";

test("a purchase, a draft, and an invoice made by people; then Stripe is silent and the customer deleted", async () => {
  await buyer.change("starter");
  await world.settle();
  const bought = await newest();
  expect(await read(bought)).toMatchObject({
    state: "paid",
    openMinor: "0",
    lines: { from: "promise", lines: [{ kind: "charge" }] },
    ledger: [{ causes: [], isUnexplained: false }],
  });

  const customer = await buyer.customerId();
  const draft = await world.stripe.invoices.create({ customer, currency: "jpy" });
  await world.stripe.invoices.addLines(draft.id, { lines: [{ amount: 12_000, description: "Training" }] });
  await world.settle();
  // A draft is no tenant's business.
  expect(await newest()).toBe(bought);
  const early = await readTenantInvoice(await buyer.ctx(), buyer.tenantId, { stripeInvoiceId: draft.id });
  expect(early).toMatchObject({ ok: false, refusal: { code: "not_found" } });

  await world.stripe.invoices.finalizeInvoice(draft.id);
  await world.stripe.invoices.pay(draft.id);
  await world.sandbox.operations.refundInvoice(draft.id, 5_000);
  await world.settle();
  await keepDocuments(await world.asSystem(), draft.id);
  await keepReturns(await world.asSystem(), draft.id);
  const full = await read(draft.id);
  expect(full).toMatchObject({
    paidMinor: "12000",
    refundedMinor: "5000",
    lines: { from: "stripe", lines: [{ text: "Training", amountMinor: "12000" }], discountMinor: "0" },
  });
  expect(full.documents.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
    "invoice kept",
    "receipt kept",
    "return kept",
  ]);

  await world.stripe.customers.del(customer);
  await world.settle();
  expect((await read(draft.id)).lines.from).toBe("stripe");
  const match = { path: `/v1/invoices/${draft.id}` };
  world.sandbox.failures.add({ kind: "server_error_500", times: 1_000, delayMs: 0, match });
  expect((await list()).map(({ id }) => id).sort()).toEqual([bought, draft.id].sort());
  expect(await read(draft.id)).toEqual({ ...full, lines: { from: "nowhere" } });
  expect((await read(bought)).lines.from).toBe("promise");
  for (const { id } of full.documents) {
    const file = value(await readTenantDocument(await buyer.ctx(), buyer.tenantId, { id }));
    expect(file.bytes.length).toBeGreaterThan(100);
  }
  world.sandbox.failures.clear();

  // Another tenant has neither the invoice nor its documents.
  const other = await Buyer.arrive(world);
  const id = full.documents[0]?.id ?? "";
  for (const read of [
    readTenantInvoice(await other.ctx(), other.tenantId, { stripeInvoiceId: draft.id }),
    readTenantDocument(await other.ctx(), other.tenantId, { id }),
  ])
    expect(await read).toMatchObject({ ok: false, refusal: { code: "not_found" } });
});
