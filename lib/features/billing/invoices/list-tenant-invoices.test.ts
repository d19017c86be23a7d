import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, value } from "@/tests/support/buyer";
import { makeUser } from "@/tests/support/factories";
import { createWorld, type World } from "@/tests/support/world";
import { listTenantInvoices } from "./list-tenant-invoices";

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
  buyer = await Buyer.withCard(world);
  const customer = await buyer.customerId();
  for (let number = 1; number <= 23; number++) {
    const draft = await world.stripe.invoices.create({ customer, currency: "jpy" });
    await world.stripe.invoices.addLines(draft.id, { lines: [{ amount: 100 * number, description: "Day" }] });
    if (number < 23) await world.stripe.invoices.finalizeInvoice(draft.id);
  }
  await world.settle();
});
afterAll(() => world?.close());

const asStaff = async () =>
  world.as({ kind: "user", userId: await makeUser("support"), name: "Support", staffRole: "support" });
const totals = (page: { invoices: { totalMinor: string }[] }) =>
  page.invoices.map(({ totalMinor }) => totalMinor);

test("pages lead to older invoices and back to the same newer ones", async () => {
  const ctx = await asStaff();
  const first = value(await listTenantInvoices(ctx, buyer.tenantId, {}));
  expect(first).toMatchObject({ state: "read", newer: null });
  expect(first.invoices).toHaveLength(20);
  const second = value(await listTenantInvoices(ctx, buyer.tenantId, { after: first.older ?? "" }));
  expect(totals(second)).toEqual(["300", "200", "100"]);
  expect(second.older).toBeNull();
  const back = value(await listTenantInvoices(ctx, buyer.tenantId, { before: second.newer ?? "" }));
  expect(totals(back)).toEqual(totals(first));
  expect(back.newer).toBeNull();
});

test("staff see drafts and the way to Stripe's dashboard, the tenant neither", async () => {
  const staff = value(await listTenantInvoices(await asStaff(), buyer.tenantId, {}));
  expect(staff.invoices[0]).toMatchObject({ status: "draft", number: null, totalMinor: "2300" });
  expect(staff.invoices[0]?.dashboardUrl).toMatch(/\/invoices\/in_/);
  expect(staff.stripe?.customerUrl).toMatch(/\/customers\/cus_/);
  const own = value(await listTenantInvoices(await buyer.ctx(), buyer.tenantId, {}));
  expect(own.stripe).toBeNull();
  expect(own.invoices.map(({ status }) => status)).not.toContain("draft");
  expect(own.invoices[0]).toMatchObject({
    status: "open",
    totalMinor: "2200",
    currency: "JPY",
    dashboardUrl: null,
    hostedUrl: expect.stringMatching(/^http/),
    pdfUrl: expect.stringMatching(/^http/),
  });
});

test("without a payment account there is nothing, and while Stripe is silent the page says so", async () => {
  const other = await Buyer.arrive(world);
  expect(value(await listTenantInvoices(await other.ctx(), other.tenantId, {})).state).toBe("none");
  world.sandbox.failures.add({
    kind: "server_error_500",
    times: 5,
    delayMs: 0,
    match: { path: "/v1/invoices" },
  });
  const silent = value(await listTenantInvoices(await buyer.ctx(), buyer.tenantId, {}));
  expect(silent).toMatchObject({ state: "unreachable", invoices: [] });
  world.sandbox.failures.clear();
});
