import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { licenses, recurringRevenue, reservations, tenants } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { licenseStandings } from "@/lib/domain/license/license-standing";
import type { Context } from "@/lib/features/foundation/context/context";
import { readStanding } from "@/lib/features/license/views/license-standing";
import {
  asUser,
  holdPlan,
  makePlan,
  makeTenant,
  makeUser,
  type TestTenant,
  testNow,
} from "@/tests/support/factories";
import { inDays, recordInvoiceOf } from "@/tests/support/invoices";
import { useDatabase } from "@/tests/support/use-database";
import { listTenants } from "./list-tenants";

useDatabase();

let staff: Context;
beforeAll(async () => {
  staff = asUser(await makeUser("support"), "support");
});

test("the first state that fits, with what a tenant brings in and owes; each is found by its filter", async () => {
  const paid = await makePlan({ key: "standing", rank: 7 });
  const all: Record<string, TestTenant> = {};
  const hold = async (name: string, change: Partial<typeof licenses.$inferInsert> = {}) => {
    const made = await makeTenant();
    all[name] = made;
    await acrossTenants((tx) => tx.update(tenants).set({ name }).where(eq(tenants.id, made.id)));
    await holdPlan(made.id, paid, "month");
    await acrossTenants((tx) =>
      tx
        .update(licenses)
        .set({ renews: true, ...change })
        .where(eq(licenses.tenantId, made.id)),
    );
    return made.id;
  };
  // Whatever its license is: nobody is to be asked for anything any more.
  const closed = await hold("closed", { renews: false, payment: "failed" });
  await acrossTenants((tx) => tx.update(tenants).set({ closedAt: testNow }).where(eq(tenants.id, closed)));
  const back = { interval: null, endedAt: inDays(-20), endedPlanVersionId: paid };
  const unpaid = await hold("ended_unpaid", back);
  await recordInvoiceOf(unpaid, 5000n, { dueAt: inDays(-30) });
  await recordInvoiceOf(unpaid, 700n, { currency: "USD" });
  await hold("suspended", { suspendedAt: testNow, payment: "failed" });
  // What is shown is the worse: its renewal was stopped, too.
  await hold("payment_failed", { payment: "failed", renews: false });
  await hold("authentication_needed", { payment: "authentication_needed" });
  await hold("overdue", { payment: "overdue" });
  await hold("ends", { renews: false, trialEnd: inDays(9) });
  const reserved = await hold("change_reserved");
  await acrossTenants((tx) =>
    tx.insert(reservations).values({
      tenantId: reserved,
      id: "rsv_standing000",
      state: "reserved",
      planVersionId: paid,
      interval: "month",
      seats: 0,
      addons: {},
      promise: { lines: [] } as never,
      effectiveAt: inDays(9),
      reservedBy: (all.ends as TestTenant).ownerId,
      createdAt: testNow,
    }),
  );
  await hold("trial", { trialEnd: inDays(9) });
  const active = await hold("active");
  await acrossTenants((tx) =>
    tx.insert(recurringRevenue).values({
      tenantId: active,
      startsAt: inDays(-40),
      planId: sql`(select plan_id from plan_versions where id = ${paid})`,
      currency: "JPY",
      monthlyMinor: 4200n,
    }),
  );
  // It ended in order: an invoice that is not due yet is no matter.
  const free = await hold("free", back);
  await recordInvoiceOf(free, 900n);
  for (const standing of licenseStandings) {
    const found = await listTenants(staff, { filters: { state: standing } });
    if (!found.ok) throw new Error(found.refusal.code);
    const own = found.value.rows.filter(({ id }) => Object.values(all).some((one) => one.id === id));
    expect(own.map(({ name, state }) => [name, state])).toEqual([[standing, standing]]);
    const at = { now: staff.now };
    const tenant = all[standing];
    if (tenant) expect(await inTenant(tenant.id, (tx) => readStanding(tx, at, tenant.id))).toBe(standing);
  }
  const row = async (search: string) => {
    const found = await listTenants(staff, { search });
    return found.ok ? found.value.rows[0] : undefined;
  };
  expect(await row("ended_unpaid")).toMatchObject({
    recurring: null,
    open: [
      { openMinor: "5000", lateMinor: "5000", currency: "JPY" },
      { openMinor: "700", lateMinor: "0", currency: "USD" },
    ],
  });
  expect((await row("active"))?.recurring).toEqual({ monthlyMinor: "4200", currency: "JPY" });
  const owing = async (owes: string) => {
    const found = await listTenants(staff, { filters: { owes } });
    return found.ok ? found.value.rows.map(({ name }) => name).sort() : [];
  };
  expect([await owing("late"), await owing("open")]).toEqual([["ended_unpaid"], ["ended_unpaid", "free"]]);
});
