import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { auditLog, charges, licenses, outboxMessages, writeOffs } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { listTenantInvoices } from "@/lib/features/billing/invoices/list-tenant-invoices";
import { listInvoices } from "@/lib/features/console/invoice-list/list-invoices";
import { applyBalance } from "@/lib/features/console/receivables/apply-balance";
import { listReceivables } from "@/lib/features/console/receivables/list-receivables";
import { listUnapplied } from "@/lib/features/console/receivables/list-unapplied";
import { writeOffDebt } from "@/lib/features/console/receivables/write-off-debt";
import { chargeOnDemand } from "@/lib/features/license/on-demand/charge-on-demand";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* What nobody pays is given up by name: at Stripe and here, once, and a payment that still comes is seen. */
let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-12-10T03:00:00Z"));
});
afterEach(() => world.sandbox.failures.clear());
afterAll(() => world?.close());

/** A buyer who owes ¥3,000 for work that could not be charged, and the invoice of it. */
async function debtor() {
  const buyer = await Buyer.withCard(world);
  await buyer.change("starter");
  await buyer.putCard("pm_card_chargeCustomerFail");
  value(
    await chargeOnDemand(await world.asSystem(), buyer.tenantId, {
      what: { amountMinor: "3000" },
      description: "Set up",
      reason: "Asked for",
      when: "now",
    }),
  );
  await world.settle();
  const [open] = (await world.stripe.invoices.list({ customer: await buyer.customerId(), status: "open" }))
    .data;
  if (!open?.id) throw new Error("the card was declined");
  const give = async (cause: "unpaid" | "bank_fee" = "unpaid", amountMinor?: string) =>
    writeOffDebt(await world.asSystem(), buyer.tenantId, {
      stripeInvoiceId: open.id as string,
      cause,
      amountMinor,
      reason: "The company is gone",
    });
  return { buyer, id: open.id, give, openMinor: String(open.amount_remaining) };
}
const ofTenant = <T>(read: (tx: Parameters<Parameters<typeof acrossTenants>[0]>[0]) => Promise<T>) =>
  acrossTenants(read);
const chargeOf = (id: string) =>
  ofTenant(async (tx) => (await tx.select().from(charges).where(eq(charges.stripeInvoiceId, id)))[0]);
const owed = async (buyer: Buyer) =>
  value(await listReceivables(await world.asSystem(), {})).rows.filter(
    ({ tenant }) => tenant.id === buyer.tenantId,
  );
const stateOf = async (id: string) =>
  value(await listInvoices(await world.asSystem(), { search: id })).rows[0]?.state;
const logged = (buyer: Buyer, action: string) =>
  ofTenant((tx) =>
    tx
      .select({ after: auditLog.after })
      .from(auditLog)
      .where(
        and(eq(auditLog.tenantId, buyer.tenantId), eq(auditLog.action, action as "invoice.written_off")),
      ),
  );

test("a debt is given up once at Stripe and here, whatever is lost or repeated; a late payment is shown", async () => {
  const { buyer, id, give, openMinor } = await debtor();
  expect(await owed(buyer)).toHaveLength(1);
  // The answer is lost after the work was done, and everybody clicks again.
  world.sandbox.failures.add({
    kind: "timeout_after_commit",
    match: { path: `/v1/invoices/${id}/mark_uncollectible` },
    times: 1,
    delayMs: 0,
  });
  expect(await give()).toMatchObject({ ok: true, value: { amountMinor: openMinor, currency: "JPY" } });
  // It left what is owed at once, before Stripe has answered.
  expect(await owed(buyer)).toEqual([]);
  expect(await give()).toMatchObject({ ok: true, value: { amountMinor: openMinor } });
  await world.advanceTo(new Date("2026-12-10T04:00:00Z"));
  expect((await world.stripe.invoices.retrieve(id)).status).toBe("uncollectible");
  expect(await stateOf(id)).toBe("written_off");
  expect(await chargeOf(id)).toMatchObject({ state: "written_off", nextRetryAt: null });
  const [license] = await ofTenant((tx) =>
    tx.select().from(licenses).where(eq(licenses.tenantId, buyer.tenantId)),
  );
  expect(license).toMatchObject({ payment: "paid", unpaidSince: null });
  expect(await logged(buyer, "invoice.written_off")).toMatchObject([
    { after: { amount: `${openMinor} JPY`, reason: "The company is gone" } },
  ]);
  const shown = async () =>
    value(await listTenantInvoices(await buyer.ctx(), buyer.tenantId, {})).invoices.find(
      (one) => one.id === id,
    );
  expect(await shown()).toMatchObject({ writtenOff: { amountMinor: openMinor, isPaid: false } });

  await buyer.putCard("pm_card_visa");
  await world.stripe.invoices.pay(id);
  await world.settle();
  expect(await stateOf(id)).toBe("paid");
  expect(await shown()).toMatchObject({ state: "paid", writtenOff: { isPaid: true } });
  expect(await chargeOf(id)).toMatchObject({ state: "paid" });
  expect(await logged(buyer, "invoice.paid_after_write_off")).toHaveLength(1);
});

test("a payment that comes before Stripe is told wins; a fee of a bank is taken off by a credit note", async () => {
  const paid = await debtor();
  // Stripe does not answer, and meanwhile the payer pays.
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { path: `/v1/invoices/${paid.id}/mark_uncollectible` },
    times: null,
    delayMs: 0,
  });
  value(await paid.give());
  await paid.buyer.putCard("pm_card_visa");
  await world.settle();
  world.sandbox.failures.clear();
  await world.advanceTo(new Date("2026-12-10T06:00:00Z"));
  await ofTenant(async (tx) => {
    const [message] = await tx
      .select()
      .from(outboxMessages)
      .where(
        and(
          eq(outboxMessages.tenantId, paid.buyer.tenantId),
          eq(outboxMessages.operation, "stripe.invoice.write_off"),
        ),
      );
    expect(message?.state).toBe("done");
    const rows = await tx.select().from(writeOffs).where(eq(writeOffs.tenantId, paid.buyer.tenantId));
    expect(rows).toMatchObject([{ state: "undone", paidAt: expect.any(Date) }]);
  });
  expect(await stateOf(paid.id)).toBe("paid");

  const short = await debtor();
  expect(await short.give("bank_fee", "999999")).toMatchObject({
    refusal: { fields: [{ field: "amountMinor", rule: "more_than_is_open" }] },
  });
  value(await short.give("bank_fee", "440"));
  value(await short.give("bank_fee", "440"));
  await world.settle();
  const left = String(BigInt(short.openMinor) - 440n);
  expect(await owed(short.buyer)).toMatchObject([{ openMinor: left }]);
  expect(
    (await world.stripe.creditNotes.list({ invoice: short.id })).data.map(({ amount }) => amount),
  ).toEqual([440]);
  // What is written off as unpaid afterwards is the rest.
  expect(await short.give()).toMatchObject({ value: { amountMinor: left } });
});

test("money on the balance pays an open invoice once; what changed meanwhile leaves it where it was", async () => {
  const { buyer, id, openMinor } = await debtor();
  const customer = await buyer.customerId();
  const apply = async () => applyBalance(await world.asSystem(), buyer.tenantId, { stripeInvoiceId: id });
  expect(await apply()).toMatchObject({ refusal: { fields: [{ rule: "balance_too_low" }] } });
  const balance = async () => {
    const found = await world.stripe.customers.retrieve(customer);
    return found.deleted ? 0 : -found.balance;
  };
  await world.stripe.customers.createBalanceTransaction(customer, {
    amount: -(Number(openMinor) + 500),
    currency: "jpy",
  });
  await world.settle();
  const unapplied = async () =>
    value(await listUnapplied(await world.asSystem(), {})).credits.filter((one) =>
      one.covers.some((each) => each.id === id),
    );
  expect(await unapplied()).toMatchObject([
    { creditMinor: String(BigInt(openMinor) + 500n), mayApply: true },
  ]);
  // The answer to the second call is lost.
  world.sandbox.failures.add({
    kind: "timeout_after_commit",
    match: { path: `/v1/invoices/${id}/pay` },
    times: 1,
    delayMs: 0,
  });
  value(await apply());
  value(await apply());
  await world.advanceTo(new Date("2026-12-10T08:00:00Z"));
  expect(await balance()).toBe(500);
  expect(await stateOf(id)).toBe("paid");
  expect(await logged(buyer, "invoice.balance_applied")).toHaveLength(1);
  expect(await logged(buyer, "at_stripe.invoice_paid_out_of_band")).toEqual([]);

  const other = await debtor();
  const owing = await other.buyer.customerId();
  await world.stripe.customers.createBalanceTransaction(owing, { amount: -9000, currency: "jpy" });
  await world.settle();
  await world.stripe.creditNotes.create({ invoice: other.id, amount: 100 });
  // Choba has not heard of the credit note when the balance is applied.
  value(await applyBalance(await world.asSystem(), other.buyer.tenantId, { stripeInvoiceId: other.id }));
  await world.settle();
  expect(await logged(other.buyer, "invoice.balance_not_applied")).toMatchObject([
    { after: { reason: "invoice_changed" } },
  ]);
  const left = await world.stripe.customers.retrieve(owing);
  expect(left).toMatchObject({ balance: -9000 });
});
