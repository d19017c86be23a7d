import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditLog, licenses, outboxMessages, stripeInvoices, tenants, users } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { renderMail } from "@/lib/mail/render";
import { asUser, holdPlan, makePlan, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { inDays, recordInvoiceOf } from "@/tests/support/invoices";
import { useDatabase } from "@/tests/support/use-database";
import { exportReceivables } from "./export-receivables";
import { listReceivables } from "./list-receivables";
import { remindPayer } from "./remind-payer";

useDatabase();

let repId: Id<"user">;
beforeAll(async () => {
  repId = await makeUser("sales");
});

async function debtor(name: string, salesRepId: Id<"user"> | null = repId) {
  const tenant = await makeTenant();
  await acrossTenants((tx) => tx.update(tenants).set({ name, salesRepId }).where(eq(tenants.id, tenant.id)));
  return tenant;
}
const look = async (filters: Record<string, string> = {}, search = "", ctx = asUser(repId, "sales")) => {
  const result = await listReceivables(ctx, { filters, search });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const mailsOf = (tenantId: Id<"tenant">) =>
  acrossTenants(async (tx) => {
    const rows = await tx.select().from(outboxMessages).where(eq(outboxMessages.tenantId, tenantId));
    return rows.map(({ parameters }) => parameters as Parameters<typeof renderMail>[0] & { to: string });
  });

test("who owes how much since when, the longest first, also who is back on Free; sums by currency", async () => {
  const free = await debtor("On Free again");
  await recordInvoiceOf(free.id, 5000n, { number: "F-1", dueAt: inDays(-70) });
  await recordInvoiceOf(free.id, 5000n, { number: "F-2", dueAt: inDays(-40) });
  await recordInvoiceOf(free.id, 1n, { status: "paid" });
  const paying = await debtor("Paying");
  await holdPlan(paying.id, await makePlan({ key: "paid", rank: 1 }), "month");
  await recordInvoiceOf(paying.id, 800n, {
    number: "P-1",
    isSent: false,
    dueAt: null,
    attempts: 3,
    nextAttemptAt: inDays(2),
  });
  await recordInvoiceOf(paying.id, 200n, { number: "P-2" });
  const { rows, total, totals } = await look();
  expect(total).toBe(2);
  expect(
    rows.map((row) => [row.tenant.name, row.license, row.openMinor, row.overdueMinor, row.daysLate]),
  ).toEqual([
    ["On Free again", "free", "10000", "10000", 70],
    ["Paying", "paid", "1000", "800", 5],
  ]);
  expect(rows[0]?.invoices.map(({ number }) => number)).toEqual(["F-1", "F-2"]);
  expect(rows[1]).toMatchObject({ nextAttemptAt: inDays(2).toISOString(), invoices: [{ attempts: 3 }, {}] });
  expect(totals).toMatchObject([
    {
      currency: "JPY",
      openMinor: "11000",
      ageing: { not_due: "200", to_30: "800", to_60: "5000", over_60: "5000" },
    },
  ]);
  expect((await look({ license: "free" })).rows.map(({ tenant }) => tenant.name)).toEqual(["On Free again"]);
  expect((await look({ license: "paid" })).totals).toMatchObject([{ openMinor: "1000" }]);
  expect((await look({ ageing: "to_30" })).rows.map(({ openMinor }) => openMinor)).toEqual(["1000"]);
  expect((await look({}, "again")).total).toBe(1);
  expect((await look({ rep: "others", license: "x" })).ignored).toEqual(["license"]);
  await acrossTenants((tx) =>
    tx.update(licenses).set({ suspendedAt: testNow }).where(eq(licenses.tenantId, paying.id)),
  );
  expect((await look({ license: "suspended" })).rows.map(({ license }) => license)).toEqual(["suspended"]);
});

test("a reminder reaches the payer in their language with every invoice, and is logged with the amount", async () => {
  const { id, ownerId, slug } = await debtor("楓フーズ");
  await acrossTenants((tx) => tx.update(users).set({ locale: "ja" }).where(eq(users.id, ownerId)));
  const invoiceIds = [
    await recordInvoiceOf(id, 5000n, { number: "K-1", dueAt: inDays(-3) }),
    await recordInvoiceOf(id, 1200n, { number: "K-2", isSent: false, dueAt: null, attempts: 1 }),
  ];
  const done = await remindPayer(asUser(repId, "sales"), id, { invoiceIds });
  expect(done).toMatchObject({ ok: true, value: { sentTo: expect.stringMatching(/@/), invoices: 2 } });
  const [mail] = await mailsOf(id);
  if (!mail) throw new Error("a mail was enqueued");
  expect(mail.path).toBe(`/t/${slug}/invoices`);
  const { subject, text } = await renderMail({ ...mail, sender: ["Choba"] });
  expect(subject).toBe("楓フーズの請求書のお支払いをお願いいたします");
  expect(text).toContain("K-2：¥1,200\nK-1：¥5,000（お支払い期限：2026/11/17）");
  const rows = await acrossTenants((tx) => tx.select().from(auditLog).where(eq(auditLog.tenantId, id)));
  expect(rows.find(({ action }) => action !== "tenant.create")).toMatchObject({
    action: "invoice.reminded",
    after: { invoices: "K-2, K-1", amount: "6200 JPY" },
  });
});

test("once a day of the tenant's calendar for each invoice; one alone leads straight to where it is paid", async () => {
  const { id, slug } = await debtor("Slow");
  const first = await recordInvoiceOf(id, 5000n, { dueAt: inDays(-3) });
  const second = await recordInvoiceOf(id, 100n, { dueAt: inDays(-2) });
  const remind = (now: Date, ...invoiceIds: string[]) =>
    remindPayer(asUser(repId, "sales", now), id, { invoiceIds });
  expect(await remind(testNow, first)).toMatchObject({ value: { invoices: 1 } });
  expect(await remind(testNow, first)).toEqual({ ok: true, value: { sentTo: null, invoices: 0 } });
  expect(await remind(testNow, first, second)).toMatchObject({ value: { invoices: 1 } });
  const [mail] = await mailsOf(id);
  expect(mail?.path).toBe(`/t/${slug}/invoices/${first}/pay`);
  expect((await look({}, "Slow")).rows[0]).toMatchObject({
    canRemind: false,
    lastRemindedAt: testNow.toISOString(),
  });
  // 12:00 in Tokyo; eleven hours later it is the same day, thirteen hours later the next.
  expect(await remind(new Date(testNow.getTime() + 11 * 3_600_000), first)).toMatchObject({
    value: { invoices: 0 },
  });
  expect(await remind(new Date(testNow.getTime() + 13 * 3_600_000), first, second)).toMatchObject({
    value: { invoices: 2 },
  });
  expect(await mailsOf(id)).toHaveLength(3);
});

test("nobody is reminded of what is paid, or of another tenant's invoice", async () => {
  const { id } = await debtor("In order");
  const paid = await recordInvoiceOf(id, 100n, { status: "paid" });
  const others = await recordInvoiceOf((await debtor("Somebody else")).id, 100n);
  expect(await remindPayer(asUser(repId, "sales"), id, { invoiceIds: [paid, others] })).toMatchObject({
    ok: false,
    refusal: { code: "nothing_pending" },
  });
  expect(await mailsOf(id)).toEqual([]);
  const [row] = await acrossTenants((tx) =>
    tx.select().from(stripeInvoices).where(eq(stripeInvoices.stripeInvoiceId, others)),
  );
  expect(row?.remindedAt).toBeNull();
});

test("the list says who may remind: admins and the tenant's rep", async () => {
  const { id } = await debtor("Watched");
  await recordInvoiceOf(id, 100n, { dueAt: inDays(-3) });
  const may = async (role: "admin" | "sales" | "support") =>
    (await look({}, "Watched", asUser(await makeUser(role), role))).rows[0]?.canRemind;
  expect([await may("admin"), await may("sales"), await may("support")]).toEqual([true, false, false]);
  expect((await look({}, "Watched")).rows[0]?.canRemind).toBe(true);
});

test("a file has every invoice of the tenants that the filters leave, by tenant, the oldest first", async () => {
  const { id } = await debtor("Filed");
  await recordInvoiceOf(id, 10n, { number: "FILE-2" });
  await recordInvoiceOf(id, 20n, { number: "FILE-1", dueAt: inDays(-40) });
  const filters = { ageing: "to_60" };
  const file = await exportReceivables(asUser(repId, "sales"), { filters, search: "Filed" });
  if (!file.ok) throw new Error(file.refusal.code);
  const numbers: (string | null)[] = [];
  for await (const rows of file.value) numbers.push(...rows.map(({ number }) => number));
  expect(numbers).toEqual(["FILE-1", "FILE-2"]);
  expect(await exportReceivables(asUser(repId, "sales"), { filters: { ageing: "x" } })).toMatchObject({
    refusal: { code: "invalid_input" },
  });
});
