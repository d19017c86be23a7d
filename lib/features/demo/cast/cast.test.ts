import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { licenses, paymentAccounts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { makePlan, makeTenant, makeUser, type TestTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { readCast, type Situation } from "./cast";
import { demoPeople } from "./demo-people";

useDatabase({ CHOBA_DEMO: "1" });

type LicenseChange = Partial<typeof licenses.$inferInsert>;

async function tenantWith(change: LicenseChange, hasAccount = true): Promise<TestTenant> {
  const tenant = await makeTenant();
  await acrossTenants(async (tx) => {
    await tx
      .update(licenses)
      .set({ renews: true, ...change })
      .where(eq(licenses.tenantId, tenant.id));
    if (hasAccount)
      await tx
        .insert(paymentAccounts)
        .values({ tenantId: tenant.id, payerName: "P", payerEmail: "p@example.com", createdAt: testNow });
  });
  return tenant;
}

describe("the people one can be in the demo", () => {
  test("each tenant has the state that its billing dashboard shows", async () => {
    const planVersionId = await makePlan({ key: "starter", rank: 1 });
    const paid = { planVersionId, interval: "month", periodEnd: new Date("2026-12-01T12:00:00Z") } as const;
    const expected: [Situation, TestTenant][] = [
      ["no_account", await tenantWith({}, false)],
      ["account_created", await tenantWith({})],
      ["paid", await tenantWith(paid)],
      ["renewal_stopped", await tenantWith({ ...paid, renews: false })],
      ["payment_failed", await tenantWith({ ...paid, payment: "failed" })],
      ["authentication_needed", await tenantWith({ ...paid, payment: "authentication_needed" })],
      ["expired", await tenantWith({ endedAt: testNow })],
      ["sales_led", await makeTenant({ salesModel: "sales_led" })],
    ];
    const { tenants } = await readCast();
    const situations = new Map(tenants.map(({ slug, situation }) => [slug, situation]));
    expect(expected.map(([, { slug }]) => situations.get(slug))).toEqual(expected.map(([is]) => is));
  });

  test("the start command gets each person once, in words", async () => {
    await makeUser("support");
    const people = await demoPeople();
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(people[0]).toMatchObject({ role: "Support" });
    expect(people.every(({ role, note }) => role !== "" && note !== "")).toBe(true);
  });
});
