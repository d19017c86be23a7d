import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoPlans } from "@/demo/plans";
import { reconciliationRounds, stripeDifferences } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { unknownSeller } from "@/lib/domain/seller/seller";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { updateTaxRate } from "@/lib/features/catalog/tax-rates/update-tax-rate";
import { linkPaymentAccount } from "@/lib/features/console/customer-link/link-payment-account";
import { searchCustomers } from "@/lib/features/console/customer-link/search-customers";
import { unlinkPaymentAccount } from "@/lib/features/console/customer-link/unlink-payment-account";
import { applyBalance } from "@/lib/features/console/receivables/apply-balance";
import { writeOffDebt } from "@/lib/features/console/receivables/write-off-debt";
import { registerAtStripe } from "@/lib/features/foundation/seller/register-at-stripe";
import { saveSeller } from "@/lib/features/foundation/seller/save-seller";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { chargeOnDemand } from "@/lib/features/license/on-demand/charge-on-demand";
import { discardOrder } from "@/lib/features/license/orders/discard-order";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { openPortal } from "@/lib/features/payers/payment-account/open-portal";
import { startReconciliation } from "@/lib/features/stripe/reconciliation/read-reconciliation";
import { findCustomerOfTenant } from "@/lib/stripe/customers";
import { Buyer, value } from "../support/buyer";
import { makeUser } from "../support/factories";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";
import { Contract } from "./contract";

/*
 * Every request that Choba makes in the life of a license must fit Stripe's own types, and so must every
 * response and every event. A world checks that when it closes, so each scenario does. This story makes every
 * call that Choba has.
 */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  await Contract.load();
  world = await createWorld(at("2026-11-16T12:00:05Z"));
  buyer = await Buyer.withCard(world, null);
});
afterAll(() => world?.close());

test("a purchase with a card left at Checkout, after one that was given up", async () => {
  value(await saveBillingDetails(await buyer.ctx(), buyer.tenantId, details));
  value(await saveBillingDetails(await buyer.ctx(), buyer.tenantId, { taxIds: [] }));
  value(await openPortal(await buyer.ctx(), buyer.tenantId, { locale: "ja" }));
  await buyer.change("starter");
  await discard(buyer);
  await buyer.change("starter");
  const { order } = await buyer.look();
  const session = /cs_\w+/.exec(order?.goTo ?? "")?.[0] ?? "";
  await world.sandbox.operations.completeSession(session, {
    number: "4242424242424242",
    expMonth: 12,
    expYear: 2030,
  });
  await world.settle();
  expect((await buyer.look()).license.planKey).toBe("starter");
  const { payerEmail } = (await buyer.look()).paymentAccount ?? { payerEmail: "" };
  expect((await findCustomerOfTenant(payerEmail, buyer.tenantId))?.id).toBe(await buyer.customerId());
});

test("an upgrade, a reserved downgrade that is cancelled, and one that takes effect", async () => {
  await buyer.change("business");
  await buyer.change("starter");
  const { reservation } = await buyer.look();
  value(await cancelReservation(await buyer.ctx(), buyer.tenantId, { reservationId: reservation?.id ?? "" }));
  await world.settle();
  await buyer.change("starter");
  await world.advanceTo(at("2026-12-01T15:00:00Z"));
  expect((await buyer.look()).license.planKey).toBe("starter");
});

test("a cancellation, resumed and made again", async () => {
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  value(await resumeRenewal(await buyer.ctx(), buyer.tenantId, {}));
  value(await stopRenewal(await buyer.ctx(), buyer.tenantId, {}));
  await world.advanceTo(at("2027-01-01T12:00:00Z"));
  expect((await buyer.look()).license.planKey).toBe("free");
});

test("a card that is declined, and one that asks for 3-D Secure, given up", async () => {
  for (const card of ["pm_card_chargeCustomerFail", "pm_card_authenticationRequired"]) {
    const other = await Buyer.withCard(world, card);
    await other.change("starter");
    expect((await other.look()).order?.state).toBe("awaiting_payment");
    await discard(other);
    expect((await other.look()).order).toBeNull();
  }
});

test("a customer that exists is found, linked and unlinked", async () => {
  const desk = await buyer.world.as({
    kind: "user",
    userId: await makeUser("admin"),
    name: "Admin",
    staffRole: "admin",
  });
  const made = await world.stripe.customers.create({ name: "Harbour", email: "pay@harbour.example" });
  const { tenantId } = await Buyer.arrive(world);
  value(await searchCustomers(desk, { email: "pay@harbour.example" }));
  const previewed = { name: "Harbour", email: "pay@harbour.example" };
  value(await linkPaymentAccount(desk, tenantId, { stripeCustomerId: made.id, previewed }));
  value(await unlinkPaymentAccount(desk, tenantId, { stripeCustomerId: made.id }));
  await world.settle();
});

test("a refund in Stripe's dashboard, and an invoice credited there", async () => {
  const other = await Buyer.withCard(world);
  await other.change("starter");
  const customer = await other.customerId();
  const [invoice] = (await world.stripe.invoices.list({ customer })).data;
  await world.sandbox.operations.refundInvoice(invoice?.id ?? "", 100);
  await world.sandbox.operations.creditInvoice(invoice?.id ?? "", 200);
  await world.sandbox.operations.giveCoupon(customer, 20);
  await world.settle();
});

test("a payment that its payer disputes at the bank", async () => {
  const other = await Buyer.withCard(world);
  await other.change("starter");
  const [invoice] = (await world.stripe.invoices.list({ customer: await other.customerId() })).data;
  await world.sandbox.operations.disputeInvoice(invoice?.id ?? "", "fraudulent");
  await world.settle();
});

test("a plan under a new name", async () => {
  const ctx = await world.asSystem();
  const plan = demoPlans.find((candidate) => candidate.key === "starter");
  if (!plan) throw new Error("the demo sells Starter");
  const definition = { ...plan.definition, name: { en: "Small", ja: "スモール" } };
  await publishPlan(ctx, { ...plan, definition });
  const { data: products } = await world.stripe.products.list({ limit: 100 });
  expect(products.map((product) => product.name)).toContain("Small");
  expect(products.map((product) => product.name)).not.toContain("Starter");
});

test("a contract that is invoiced with discount and tax, and ended in the middle of a month", async () => {
  const rep = await Rep.arrive(world);
  const displayName = { en: "Consumption tax", ja: "消費税" };
  const rate = { key: "jp10", percent: "10", inclusive: false, displayName, country: "JP" };
  const { id } = value(await createTaxRate(await world.asSystem(), rate));
  const discount = {
    name: { en: "Discount", ja: "割引" },
    value: { type: "percent" as const, percent: "12.5" },
    components: ["base"],
    months: 3,
  };
  await rep.agree("business", { startsAt: "2026-12-16T12:00:00Z", discount, taxKeys: ["jp10"] });
  const words = { displayName, country: "JP", jurisdiction: "Japan", description: "10 %" };
  value(await updateTaxRate(await world.asSystem(), { id, ...words }));
  value(await endContract(await rep.ctx(), rep.tenantId, { reason: "It was a mistake" }));
  await world.settle();
  const notes = await world.stripe.creditNotes.list({ customer: await rep.customerId() });
  expect(notes.data).toMatchObject([{ status: "issued", type: "pre_payment" }]);
});

test("a renewal's draft is completed, an add-on price is followed, and what is open after an end is collected", async () => {
  const other = await Buyer.withCard(world);
  await other.change("starter", "year");
  await other.change("business", "year");
  await other.change("business", "month");
  await other.world.settle();
  const { now } = await world.asSystem();
  await world.advanceTo(new Date(now.getTime() + 370 * 24 * 60 * 60 * 1000), 31);
  expect((await other.look()).license).toMatchObject({ interval: "month", planKey: "business" });
});

test("a coupon for one invoice that people put on the customer is used up by a renewal", async () => {
  const other = await Buyer.withCard(world);
  await other.change("starter");
  await world.sandbox.operations.giveCoupon(await other.customerId(), 10, "once");
  await world.settle();
  const { now } = await world.asSystem();
  await world.advanceTo(new Date(now.getTime() + 31 * 24 * 60 * 60 * 1000), 31);
  const customer = await world.stripe.customers.retrieve(await other.customerId());
  expect(customer).toMatchObject({ discount: null });
  expect((await other.charges()).at(-1)).toBe(4500);
});

test("the seller's number, a debt that is given up, and one that is paid from the balance", async () => {
  const { logoHash: _, ...seller } = unknownSeller;
  const system = await world.asSystem();
  value(await saveSeller(system, { ...seller, registrationNumber: "T7000012050002" }));
  value(await registerAtStripe(system, {}));
  for (const act of ["write off", "apply balance"]) {
    const debtor = await Buyer.withCard(world);
    await debtor.change("starter");
    await debtor.putCard("pm_card_chargeCustomerFail");
    const work = { description: "Set up", reason: "Asked for", when: "now" as const };
    value(
      await chargeOnDemand(await world.asSystem(), debtor.tenantId, {
        what: { amountMinor: "3000" },
        ...work,
      }),
    );
    await world.settle();
    const customer = await debtor.customerId();
    const [open] = (await world.stripe.invoices.list({ customer, status: "open" })).data;
    const debt = { stripeInvoiceId: open?.id ?? "" };
    const ctx = await world.asSystem();
    if (act === "write off")
      value(await writeOffDebt(ctx, debtor.tenantId, { ...debt, cause: "unpaid", reason: "Gone" }));
    else {
      await world.stripe.customers.createBalanceTransaction(customer, { amount: -9000, currency: "jpy" });
      await world.settle();
      value(await applyBalance(await world.asSystem(), debtor.tenantId, debt));
    }
    await world.settle();
    const { status } = await world.stripe.invoices.retrieve(debt.stripeInvoiceId);
    expect(status).toBe(act === "write off" ? "uncollectible" : "paid");
  }
});

test("compared with Stripe, all of this is known", async () => {
  const { now } = await world.asSystem();
  await world.advanceTo(new Date(now.getTime() + 10 * 60_000));
  value(await startReconciliation(await world.asSystem(), {}));
  await world.settle();
  const rows = await acrossTenants((tx) => tx.select().from(stripeDifferences));
  expect(rows.filter(({ foundBy }) => foundBy === "reconciliation")).toEqual([]);
  const [round] = await acrossTenants((tx) => tx.select().from(reconciliationRounds));
  expect(round).toMatchObject({ finishedAt: expect.any(Date), readAnew: 0 });
});

test("every call of ours to Stripe was made", async () => {
  const contract = await Contract.load();
  const made = new Set(world.recorder.exchanges.map((exchange) => contract.nameOf(exchange)));
  const written = callsIn("lib/stripe");
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((name) => !made.has(name))).toEqual([]);
  expect(await world.recorder.violations()).toEqual([]);
});

const details = {
  companyName: "Buyer KK",
  department: "Accounting",
  contactPerson: "Hana Sato",
  email: "invoices@buyer.example",
  ccEmails: ["boss@buyer.example"],
  taxIds: [{ type: "jp_trn", value: "T7000012050002" }],
  invoiceLanguage: "ja" as const,
  poNumber: "PO-1",
  country: "JP",
  postalCode: "105-0001",
  state: "Tokyo",
  city: "Minato",
  line1: "1-1",
  line2: "",
  phone: "+81 3 0000 0000",
};

async function discard(by: Buyer): Promise<void> {
  const { order } = await by.look();
  value(await discardOrder(await by.ctx(), by.tenantId, { orderId: order?.id ?? "" }));
  await world.settle();
}

/** The calls of the client in our adapter, as `checkout.sessions.create`. */
function callsIn(folder: string): string[] {
  const code = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
    .join("\n");
  const calls = [...code.matchAll(/\bstripe\.((?:\w+\.)+\w+)\(/g)].map((match) => match[1] ?? "");
  return [...new Set(calls)].filter((name) => !/^(errors|webhooks)\./.test(name));
}
