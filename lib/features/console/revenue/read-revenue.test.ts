import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { licenses, recurringRevenue, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { beginTerm } from "@/lib/features/license/lifecycle/begin-term";
import { asKey, asSystem, asUser, makePlan, makeTenant, makeUser, testNow } from "@/tests/support/factories";
import { revenueReadWhole } from "@/tests/support/revenue-read-whole";
import { useDatabase } from "@/tests/support/use-database";
import { fillRecurring } from "./fill-recurring";
import { readRevenue } from "./read-revenue";

useDatabase();

const base = (month: string, year: string) => ({ ...blank.base("base"), amountMinor: { month, year } });

async function hold(
  tenantId: Id<"tenant">,
  planVersionId: Id<"planVersion">,
  interval: PaidInterval,
  from: string,
): Promise<void> {
  await acrossTenants(async (tx) => {
    const [license] = await tx.select().from(licenses).where(eq(licenses.tenantId, tenantId));
    if (!license) throw new Error("every tenant has a license");
    await beginTerm(tx, tenantId, { licenseId: license.id, planVersionId, interval }, new Date(from));
  });
}

test("the admin reads what is held, by currency, month and plan; a version keeps its own price", async () => {
  const old = await makePlan({ key: "starter", rank: 1, components: [base("5000", "50000")] });
  const raised = await makePlan({ key: "starter", rank: 1, components: [base("6000", "60000")] });
  const dollars = await makePlan({
    key: "team",
    rank: 2,
    currency: "USD",
    components: [base("4900", "49000")],
  });
  const [a, b, c] = [await makeTenant(), await makeTenant(), await makeTenant()];
  await hold(a.id, old, "month", "2026-10-02T00:00:00Z");
  await hold(b.id, raised, "year", "2026-11-03T00:00:00Z");
  await hold(c.id, dollars, "month", "2026-11-04T00:00:00Z");

  const admin = asUser(await makeUser("admin"), "admin");
  const report = await readRevenue(admin, { months: 2 });

  if (!report.ok) throw new Error(report.refusal.code);
  const { currencies } = report.value;
  expect(currencies.map(({ currency }) => currency)).toEqual(["JPY", "USD"]);
  expect(currencies[0]?.months).toMatchObject([
    { month: "2026-10", mrrMinor: 5_000n, newMinor: 5_000n, tenants: 1 },
    { month: "2026-11", mrrMinor: 10_000n, newMinor: 5_000n, plans: [{ planKey: "starter", tenants: 2 }] },
  ]);
  expect(currencies[1]?.months.at(-1)).toMatchObject({ mrrMinor: 4_900n });
});

test("other seats and another discount on the same version count from their contract's start, and no longer", async () => {
  const planVersionId = await makePlan({
    key: "seated",
    rank: 3,
    currency: "EUR",
    components: [
      base("10000", "100000"),
      {
        ...blank.seats("seats"),
        included: 0,
        minimum: 0,
        unitAmountMinor: { month: "1000", year: "10000" },
      },
    ],
  });
  const { id } = await makeTenant({ salesModel: "sales_led" });
  await acrossTenants((tx) => tx.update(tenants).set({ currency: "EUR" }).where(eq(tenants.id, id)));
  const terms = { planVersionId, interval: "month" as const, invoicing: { by: "stripe_dashboard" as const } };
  const agree = async (more: object) =>
    expect(await setContract(asSystem(), id, { ...terms, ...more })).toMatchObject({ ok: true });
  await agree({ startsAt: "2026-09-05T00:00:00Z", quantities: { seats: 5 } });
  const half = {
    name: { en: "Half", ja: "半額" },
    value: { type: "percent", percent: "50" },
    components: null,
    months: 1,
  };
  await agree({ startsAt: "2026-10-10T00:00:00Z", quantities: { seats: 8 }, discount: half });

  const report = await readRevenue(asUser(await makeUser("admin"), "admin"), { months: 3 });
  if (!report.ok) throw new Error(report.refusal.code);
  const euros = report.value.currencies.find(({ currency }) => currency === "EUR");
  // 10,000 and five seats; 10,000 and eight seats, half off for the first month; then all of it.
  expect(euros?.months.map(({ mrrMinor }) => mrrMinor)).toEqual([15_000n, 9_000n, 18_000n]);
});

/** The report by what was written, and by reading and pricing everything anew. */
async function bothWays() {
  const report = await readRevenue(asUser(await makeUser("admin"), "admin"), { months: 12 });
  if (!report.ok) throw new Error(report.refusal.code);
  const written = new Map(report.value.currencies.map(({ currency, months }) => [currency, months]));
  return [written, await revenueReadWhole(testNow, 12)] as const;
}

test("what is written follows each action: another contract, a discount, the zone, an end", async () => {
  const planVersionId = await makePlan({
    key: "krw",
    rank: 4,
    currency: "KRW",
    components: [base("9000", "90000")],
  });
  const { id } = await makeTenant({ salesModel: "sales_led" });
  await acrossTenants((tx) => tx.update(tenants).set({ currency: "KRW" }).where(eq(tenants.id, id)));
  const discount = {
    name: { en: "Two months less", ja: "二か月割引" },
    value: { type: "amount" as const, amountMinor: "1000", currency: "KRW" },
    components: null,
    months: 2,
  };
  const terms = { planVersionId, interval: "month" as const, invoicing: { by: "stripe_dashboard" as const } };
  // In Tokyo two months have passed when October is over, in New York on its last day.
  const startsAt = "2026-08-31T15:00:00Z";
  const actions = [
    () => setContract(asSystem(), id, { ...terms, startsAt, discount }),
    () => changeTimeZone(asUser(admin, "admin"), id, { timeZone: "America/New_York" }),
    () => setContract(asSystem(), id, { ...terms, startsAt: "2026-10-20T00:00:00Z", interval: "year" }),
    () => endContract(asSystem(), id, { reason: "They leave." }),
  ];
  const admin = await makeUser("admin");
  const seen = [];
  for (const action of actions) {
    expect(await action()).toMatchObject({ ok: true });
    const [written, whole] = await bothWays();
    expect(written).toEqual(whole);
    seen.push(
      written
        .get("KRW")
        ?.slice(-3)
        .map(({ mrrMinor }) => mrrMinor),
    );
  }
  expect(seen).toEqual([
    [8_000n, 8_000n, 9_000n],
    [8_000n, 9_000n, 9_000n],
    [8_000n, 7_500n, 7_500n],
    [8_000n, 7_500n, 0n],
  ]);
});

test("what was held before amounts were written with it is written once", async () => {
  const [before] = await bothWays();
  await acrossTenants((tx) => tx.delete(recurringRevenue));
  expect(await fillRecurring()).toBeGreaterThan(3);
  expect((await bothWays())[0]).toEqual(before);
  expect(await fillRecurring()).toBe(0);
});

test("nobody but staff reads it", async () => {
  for (const ctx of [asUser((await makeTenant()).ownerId), asKey(["read", "manage"])])
    expect(await readRevenue(ctx, {})).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
});
