import { beforeAll, expect, test } from "vitest";
import { paymentReturns, writeOffs } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { noteDocument } from "@/lib/features/billing/documents/note-document";
import type { Context } from "@/lib/features/foundation/context/context";
import { value } from "@/tests/support/buyer";
import { asUser, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { inDays, recordInvoiceOf } from "@/tests/support/invoices";
import { useDatabase } from "@/tests/support/use-database";
import { listTenantInvoices, type TenantInvoices } from "./list-tenant-invoices";

/* No Stripe is configured here, and no tenant has a customer: the list is Choba's own. */

useDatabase();

let staff: Context;
let owner: Context;
let tenantId: Id<"tenant">;
beforeAll(async () => {
  staff = asUser(await makeUser("support"), "support");
  const tenant = await makeTenant();
  tenantId = tenant.id;
  owner = asUser(tenant.ownerId);
  const made = (days: number) => ({ createdAt: inDays(-days), finalizedAt: inDays(-days) });
  for (let number = 1; number <= 21; number++)
    await recordInvoiceOf(tenantId, BigInt(number), { status: "paid", ...made(60 - number) });
  await recordInvoiceOf(tenantId, 2300n, { number: null, status: "draft", createdAt: testNow });
});

const look = async (ctx: Context, page = 1) => value(await listTenantInvoices(ctx, tenantId, { page }));
const totals = ({ invoices }: TenantInvoices) => invoices.map(({ totalMinor }) => totalMinor);

test("pages lead to older invoices; a page that is not there is the last, and nonsense the first", async () => {
  const first = await look(owner);
  expect(first).toMatchObject({ total: 21, page: 1, stripe: null });
  expect(totals(first)).toEqual(Array.from({ length: 20 }, (_, index) => String(21 - index)));
  expect(totals(await look(owner, 2))).toEqual(["1"]);
  expect(await look(owner, 3)).toMatchObject({ page: 2, invoices: [{ totalMinor: "1" }] });
  expect((await look(owner, Number.NaN)).page).toBe(1);
});

test("drafts are for staff", async () => {
  const { invoices, total } = await look(staff);
  expect(total).toBe(22);
  expect(invoices[0]).toMatchObject({ state: "draft", number: null, totalMinor: "2300", openMinor: "0" });
  expect((await look(owner)).invoices.map(({ state }) => state)).not.toContain("draft");
});

test("a row says what is open, credited, refunded and given up, and names its documents", async () => {
  const row = async (id: string) => (await look(owner)).invoices.find((one) => one.id === id);
  const late = await recordInvoiceOf(tenantId, 5000n, {
    dueAt: inDays(-1),
    hostedUrl: "https://invoice.example/1",
    creditedMinor: 1000n,
    remainingMinor: 4000n,
  });
  expect(await row(late)).toMatchObject({
    state: "overdue",
    openMinor: "4000",
    creditedMinor: "1000",
    page: "pay",
    documents: [],
  });

  const refunded = await recordInvoiceOf(tenantId, 3000n, { status: "paid" });
  const back = { tenantId, stripeInvoiceId: refunded, appliedSequence: 1n };
  const document = {
    kind: "invoice" as const,
    stripeId: refunded,
    stripeInvoiceId: refunded,
    number: "A-1",
    payerName: "A",
    issuedAt: testNow,
    amountMinor: 3000n,
    currency: "JPY",
  };
  await acrossTenants(async (tx) => {
    await tx.insert(paymentReturns).values({ ...back, stripeChargeId: "ch_1", refundedMinor: 700n });
    await tx
      .insert(paymentReturns)
      .values({ ...back, stripeChargeId: "ch_2", refundedMinor: 5n, lostMinor: 20n });
    await noteDocument(tx, tenantId, document);
  });
  expect(await row(refunded)).toMatchObject({
    state: "paid",
    refundedMinor: "705",
    lostMinor: "20",
    page: null,
    documents: [{ kind: "invoice", state: "waiting", number: "A-1", amountMinor: "3000" }],
  });

  const given = await recordInvoiceOf(tenantId, 900n, { dueAt: inDays(-1) });
  await acrossTenants((tx) =>
    tx.insert(writeOffs).values({
      tenantId,
      stripeInvoiceId: given,
      cause: "unpaid",
      state: "done",
      number: "A-2",
      amountMinor: 900n,
      currency: "JPY",
      reason: "Gone",
      writtenOffBy: "Emi",
      createdAt: testNow,
    }),
  );
  expect(await row(given)).toMatchObject({
    state: "written_off",
    openMinor: "0",
    writtenOff: { amountMinor: "900", isPaid: false },
  });
});
