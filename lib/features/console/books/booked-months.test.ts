import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditLog, stripeInvoices } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { recordInvoiceOf } from "@/tests/support/invoices";
import { useDatabase } from "@/tests/support/use-database";
import { bookMonth, listBookedMonths } from "./booked-months";

useDatabase();

let admin: Context;
beforeAll(async () => {
  admin = { ...asUser(await makeUser("admin"), "admin"), now: new Date("2027-02-01T13:00:00Z") };
  const { id } = await makeTenant({ timeZone: "Asia/Tokyo" });
  const issued = (at: string) => ({ createdAt: new Date(at), finalizedAt: new Date(at) });
  await recordInvoiceOf(id, 3000n, { number: "A-1", ...issued("2026-12-31T15:00:00Z") });
  await recordInvoiceOf(id, 400n, { number: "A-2", ...issued("2027-01-31T14:59:00Z") });
  await recordInvoiceOf(id, 50n, { number: "A-3", status: "void", ...issued("2027-01-10T00:00:00Z") });
  await recordInvoiceOf(id, 3000n, { number: "A-4", ...issued("2027-01-31T15:00:00Z") });
});

async function january() {
  const result = await listBookedMonths(admin, {});
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.months.find(({ month }) => month === "2027-01");
}

test("a month is exported once, with what its invoices were issued for, and says what changed since", async () => {
  expect(await january()).toMatchObject({ booked: null, now: { totalsMinor: { JPY: "3400" } } });
  expect(await bookMonth(admin, { month: "2027-01" })).toMatchObject({ ok: true });
  expect(await bookMonth(admin, { month: "2027-01" })).toMatchObject({ ok: true });
  const rows = await acrossTenants((tx) =>
    tx.select().from(auditLog).where(eq(auditLog.action, "books.export")),
  );
  expect(rows.map(({ after }) => after)).toEqual([{ month: "2027-01", count: 3, totals: "JPY 3400" }]);
  expect(await january()).toMatchObject({ booked: { totalsMinor: { JPY: "3400" } }, isChanged: false });
  await acrossTenants((tx) =>
    tx.update(stripeInvoices).set({ status: "void" }).where(eq(stripeInvoices.number, "A-2")),
  );
  expect(await january()).toMatchObject({
    booked: { totalsMinor: { JPY: "3400" } },
    now: { totalsMinor: { JPY: "3000" } },
    isChanged: true,
  });
});

test("a month that runs somewhere is not exported", async () => {
  // At 13:00 UTC on 1 February it is 1 February everywhere; an hour and a second earlier it was not.
  const earlier = { ...admin, now: new Date("2027-02-01T11:59:59Z") };
  expect(await bookMonth(earlier, { month: "2027-01" })).toMatchObject({
    refusal: { fields: [{ field: "month", rule: "in_the_future" }] },
  });
  expect(await bookMonth(admin, { month: "2027-02" })).toMatchObject({ ok: false });
});
