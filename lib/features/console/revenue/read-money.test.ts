import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditLog, billedUsage, licenseTerms, stripeInvoices, writeOffs } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { MoneyRow } from "@/lib/domain/revenue/money-month";
import { asSystem, asUser, makePlan, makeTenant, makeUser } from "@/tests/support/factories";
import { recordInvoiceOf } from "@/tests/support/invoices";
import { useDatabase } from "@/tests/support/use-database";
import { saveBookSettings } from "./book-settings";
import { readMoney } from "./read-money";

useDatabase();

/** Invoices, payments, a refund, a write-off and usage around a month's end, of a tenant in Tokyo on Starter. */
async function tell() {
  const starter = await makePlan({ key: "starter", rank: 1 });
  const { id: tenantId } = await makeTenant();
  const term = { planVersionId: starter, startsAt: new Date("2026-09-01T00:00:00Z") };
  await acrossTenants((tx) => tx.update(licenseTerms).set(term).where(eq(licenseTerms.tenantId, tenantId)));
  // In UTC it is still October, in Tokyo it is November.
  const finalizedAt = new Date("2026-10-31T20:00:00Z");
  const number = "M-1";
  await recordInvoiceOf(tenantId, 1000n, {
    number,
    status: "paid",
    finalizedAt,
    paidAt: new Date("2026-11-03T00:00:00Z"),
    creditedMinor: 100n,
  });
  await recordInvoiceOf(tenantId, 500n, { finalizedAt, number: "M-2" });
  await recordInvoiceOf(tenantId, 70n, { finalizedAt, status: "void" });
  await recordInvoiceOf(tenantId, 9n, { finalizedAt, currency: "USD" });
  const lost = await recordInvoiceOf(tenantId, 300n, { finalizedAt, status: "uncollectible", number: "M-3" });
  const at = new Date("2026-11-05T00:00:00Z");
  await acrossTenants(async (tx) => {
    await tx
      .update(stripeInvoices)
      .set({ remainingMinor: 300n })
      .where(eq(stripeInvoices.stripeInvoiceId, lost));
    await tx.insert(writeOffs).values({
      tenantId,
      stripeInvoiceId: lost,
      cause: "unpaid",
      state: "done",
      number: "M-3",
      amountMinor: 300n,
      currency: "JPY",
      reason: "Gone",
      writtenOffBy: "Admin",
      createdAt: at,
    });
    const entry = { tenantId, at, actor: "x", actorName: "x", requestId: "x" };
    for (const [id, action, amount] of [
      ["aud_refund01", "at_stripe.refunded", "40 JPY"],
      ["aud_refund02", "at_stripe.refunded", "25 JPY"],
      ["aud_refund03", "at_stripe.refund_failed", "25 JPY"],
    ] as const)
      await tx.insert(auditLog).values({ ...entry, id, action, after: { invoice: number, amount } });
    const line = { currency: "JPY", planVersionId: starter, amountMinor: 250n, kind: "usage" };
    await tx.insert(billedUsage).values({
      tenantId,
      id: "bus_money00000",
      monthFrom: "2026-10-01",
      line: { ...line, discounts: [{ coupon: "x", amountMinor: 50n }] } as never,
      createdAt: at,
    });
  });
}

test("by month of the seller's zone, plan and currency, whatever became of the invoice", async () => {
  await tell();
  const reader = asUser(await makeUser("support"), "support");
  const read = async () => {
    const report = await readMoney(reader, { months: 2 });
    if (!report.ok) throw new Error(report.refusal.code);
    return report.value;
  };
  const { timeZone, currencies } = await read();
  expect(timeZone).toBe("Asia/Tokyo");
  expect(currencies.map(({ currency }) => currency)).toEqual(["JPY", "USD"]);
  const zero = { usage: 0n, recurring: 0n };
  const november = {
    month: "2026-11",
    invoiced: 1800n,
    credited: 100n,
    collected: 1000n,
    outstanding: 500n,
    writtenOff: 300n,
    refunded: 40n,
    ...zero,
  };
  const none = { invoiced: 0n, credited: 0n, collected: 0n, outstanding: 0n, writtenOff: 0n, refunded: 0n };
  const october: MoneyRow = { month: "2026-10", ...none, usage: 200n, recurring: 0n };
  expect(currencies[0]?.months).toEqual([october, november]);
  expect(currencies[0]?.plans).toEqual([{ planKey: "starter", months: [october, november] }]);
  expect(currencies[1]?.months[1]).toMatchObject({ invoiced: 9n, outstanding: 9n });

  expect(await saveBookSettings(asSystem(), { timeZone: "Mars/Base" })).toMatchObject({
    refusal: { fields: [{ rule: "unknown_time_zone" }] },
  });
  expect((await saveBookSettings(asSystem(), { timeZone: "UTC" })).ok).toBe(true);
  const inUtc = (await read()).currencies[0]?.months;
  expect(inUtc).toMatchObject([
    { month: "2026-10", invoiced: 1800n, collected: 0n, outstanding: 500n },
    { month: "2026-11", invoiced: 0n, collected: 1000n, writtenOff: 300n, refunded: 40n },
  ]);
});
