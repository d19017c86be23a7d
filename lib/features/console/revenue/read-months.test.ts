import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { contracts, licenseTerms, plans, planVersions, recurringRevenue, tenants } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { MonthReport } from "@/lib/domain/revenue/month-report";
import { writeRecurring } from "@/lib/features/license/lifecycle/write-recurring";
import { discountsFor, plans as offeredPlans, quantitiesFor } from "@/tests/pricing/arbitraries";
import { makeUser, testNow } from "@/tests/support/factories";
import { revenueReadWhole } from "@/tests/support/revenue-read-whole";
import { useDatabase } from "@/tests/support/use-database";
import { readMonths } from "./read-months";

useDatabase();

const zones = ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "UTC"] as const;
const tenantIds = Array.from({ length: 12 }, (_, index) => `ten_0000000${index}` as Id<"tenant">);

beforeEach(async () => {
  const payer = await makeUser();
  await acrossTenants(async (tx) => {
    for (const table of [recurringRevenue, contracts, licenseTerms, planVersions, plans, tenants])
      await tx.delete(table);
    await tx.insert(tenants).values(
      tenantIds.map((id, index) => ({
        id,
        slug: id,
        name: id,
        salesModel: "sales_led" as const,
        currency: "JPY",
        timeZone: zones[index % zones.length] ?? "UTC",
        locale: "en" as const,
        paymentAdministratorId: payer,
        createdAt: testNow,
      })),
    );
    await tx.insert(plans).values(
      ["starter", "business"].map((key, rank) => ({
        id: planIdOf(key),
        key,
        rank: rank + 1,
        createdAt: testNow,
      })),
    );
  });
});

const planIdOf = (key: string) => `plan_${key.padEnd(8, "0")}` as Id<"plan">;
const read = (months: number, now = testNow) =>
  acrossTenants((tx) => readMonths(tx, { last: now.toISOString().slice(0, 7), months, now }));

const held = (
  tenant: number,
  startsAt: string,
  endsAt: string | null,
  monthlyMinor: bigint,
  plan = "starter",
) => ({
  tenantId: tenantIds[tenant * zones.length] as Id<"tenant">,
  startsAt: new Date(startsAt),
  endsAt: endsAt === null ? null : new Date(endsAt),
  planId: planIdOf(plan),
  currency: "JPY",
  monthlyMinor,
});

async function monthsOf(...rows: (typeof recurringRevenue.$inferInsert)[]): Promise<MonthReport[]> {
  await acrossTenants((tx) => tx.insert(recurringRevenue).values(rows));
  return (await read(3)).get("JPY") ?? [];
}

test("a tenant that begins, grows, leaves and comes back, month by month", async () => {
  const months = await monthsOf(
    held(0, "2026-09-10T00:00:00Z", "2026-10-05T00:00:00Z", 5_000n),
    held(0, "2026-10-05T00:00:00Z", null, 12_000n, "business"),
    held(1, "2026-07-01T00:00:00Z", "2026-10-20T00:00:00Z", 5_000n),
    held(1, "2026-11-02T00:00:00Z", null, 4_000n),
  );
  expect(months).toMatchObject([
    { month: "2026-09", mrrMinor: 10_000n, newMinor: 5_000n, newTenants: 1, tenants: 2, churnedMinor: 0n },
    { month: "2026-10", mrrMinor: 12_000n, expandedMinor: 7_000n, churnedMinor: 5_000n, churnedTenants: 1 },
    { month: "2026-11", mrrMinor: 16_000n, newMinor: 0n, returnedMinor: 4_000n, returnedTenants: 1 },
  ]);
  expect(months.at(-1)?.plans).toEqual([
    { planKey: "business", tenants: 1, mrrMinor: 12_000n },
    { planKey: "starter", tenants: 1, mrrMinor: 4_000n },
  ]);
});

test("a month ends in the tenant's own zone: what begins at 00:00 on the 1st in Tokyo is not in the month before", async () => {
  const months = await monthsOf(held(0, "2026-10-31T15:00:00Z", null, 5_000n));
  expect(months.map(({ mrrMinor }) => mrrMinor)).toEqual([0n, 0n, 5_000n]);
});

test("what will begin later is not in the running month yet, and what has ended in it no more", async () => {
  const months = await monthsOf(
    held(0, "2026-11-25T00:00:00Z", null, 5_000n),
    held(1, "2026-10-01T00:00:00Z", "2026-11-19T00:00:00Z", 3_000n),
  );
  expect(months.at(-1)).toMatchObject({ mrrMinor: 0n, churnedMinor: 3_000n, tenants: 0, plans: [] });
});

test("who paid before the months that are shown has returned; who only paid nothing is new", async () => {
  const months = await monthsOf(
    held(0, "2025-01-10T00:00:00Z", "2025-02-10T00:00:00Z", 5_000n),
    held(0, "2026-10-10T00:00:00Z", null, 5_000n),
    held(1, "2025-01-10T00:00:00Z", "2026-10-10T00:00:00Z", 0n),
    held(1, "2026-10-10T00:00:00Z", null, 700n),
  );
  expect(months[1]).toMatchObject({
    newMinor: 700n,
    newTenants: 1,
    returnedMinor: 5_000n,
    returnedTenants: 1,
  });
});

const day = (n: number) => new Date(Date.UTC(2024, 8, 1) + n * 86_400_000 + (n % 24) * 3_600_000);

/** Which of the versions is held from a day on, how, and under which contracts; the last one may still hold. */
const histories = (versions: number) =>
  fc.array(
    fc.record({
      length: fc.integer({ min: 1, max: 260 }),
      version: fc.option(fc.integer({ min: 0, max: versions - 1 }), { freq: 6 }),
      isYearly: fc.boolean(),
      contract: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 6 },
  );

test("law: the report is what reading and pricing the whole history anew says, and its months follow each other", async () => {
  const seen = { amounts: new Set<bigint>(), churned: 0, returned: 0, contracted: 0, plans: 0 };
  for (let round = 0; round < 25; round++) {
    await forget();
    await drawHistories(round);
    await acrossTenants((tx) => writeRecurring(tx, tenantIds));
    const now = day(750 + round);
    const months = [3, 12, 24][round % 3] ?? 12;
    const report = await read(months, now);
    const whole = await revenueReadWhole(now, months);
    expect(sorted(report), `round ${round}`).toEqual(sorted(whole));
    for (const each of [...report.values()]) {
      expectToFollow(each);
      for (const { mrrMinor, churnedTenants, returnedTenants, contractedMinor, plans } of each) {
        seen.amounts.add(mrrMinor);
        seen.churned += churnedTenants;
        seen.returned += returnedTenants;
        seen.contracted += contractedMinor > 0n ? 1 : 0;
        seen.plans = Math.max(seen.plans, plans.length);
      }
    }
  }
  // What the drawing must have brought forth for this to say something.
  expect(seen.amounts.size).toBeGreaterThan(50);
  expect(Math.min(seen.churned, seen.returned, seen.contracted)).toBeGreaterThan(5);
  expect(seen.plans).toBe(2);
});

/** Plans that bring in the same may stand in any order. */
const sorted = (report: Map<string, MonthReport[]>) =>
  [...report]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, months]) => [
      currency,
      months.map((month) => ({
        ...month,
        plans: month.plans.toSorted((a, b) => (a.planKey < b.planKey ? -1 : 1)),
      })),
    ]);

function expectToFollow(months: readonly MonthReport[]): void {
  for (const [index, month] of months.entries()) {
    expect(month.plans.reduce((sum, { mrrMinor }) => sum + mrrMinor, 0n)).toBe(month.mrrMinor);
    const before = months[index - 1];
    if (!before) continue;
    const gained = month.newMinor + month.returnedMinor + month.expandedMinor;
    expect(month.mrrMinor).toBe(before.mrrMinor + gained - month.contractedMinor - month.churnedMinor);
    const joined = month.newTenants + month.returnedTenants;
    expect(month.tenants).toBe(before.tenants + joined - month.churnedTenants);
  }
}

const forget = () =>
  acrossTenants(async (tx) => {
    for (const table of [contracts, licenseTerms, planVersions]) await tx.delete(table);
  });

/** Four versions of two plans, and for each tenant some terms one after the other, with contracts inside some of them. */
async function drawHistories(seed: number): Promise<void> {
  const definitions = fc.sample(offeredPlans(), { seed, numRuns: 4 });
  const versions = definitions.map(({ definition, offer }, index) => ({
    definition: { ...definition, currency: index === 3 ? "USD" : "JPY" },
    offer,
    id: newId("planVersion"),
    planId: planIdOf(index % 2 ? "business" : "starter"),
    version: index + 1,
    publishedAt: testNow,
  }));
  await acrossTenants(async (tx) => {
    await tx.insert(planVersions).values(versions.map(({ offer: _, ...row }) => row));
    for (const [index, tenantId] of tenantIds.entries()) {
      let at = (index * 37 + seed * 11) % 200;
      const drawn = fc.sample(histories(versions.length), { seed: seed * 100 + index, numRuns: 1 })[0] ?? [];
      for (const [place, term] of drawn.entries()) {
        const from = at;
        at += term.length;
        const isLast = place === drawn.length - 1 && term.length % 2 === 0;
        const held = term.version === null ? versions[0] : versions[term.version];
        if (!held) continue;
        const interval = held.offer[term.isYearly ? held.offer.length - 1 : 0] ?? "month";
        await tx.insert(licenseTerms).values({
          tenantId,
          id: newId("licenseTerm"),
          licenseId: "lic_00000000",
          planVersionId: held.id,
          interval: term.version === null ? null : interval,
          startsAt: day(from),
          endsAt: isLast ? null : day(at),
        });
        for (let part = 0; part < term.contract; part++) {
          const [start, end] = [part, part + 1].map(
            (n) => from + Math.floor((term.length * n) / term.contract),
          );
          const isOpen = isLast && part === term.contract - 1;
          const random = { seed: seed * 1_000 + index * 10 + place + part, numRuns: 1 };
          const [discount = null] = fc.sample(fc.option(discountsFor(held.definition)), random);
          const [quantities] = fc.sample(quantitiesFor(held.definition), random);
          await tx.insert(contracts).values({
            tenantId,
            id: newId("contract"),
            state: isOpen ? "active" : "ended",
            planVersionId: held.id,
            basePlanVersionId: held.id,
            interval,
            quantities: { seats: quantities?.seats ?? 0, addons: quantities?.addons ?? {} },
            discount: discount && { ...discount },
            startsAt: day(start ?? from),
            endedAt: isOpen ? null : day(end ?? at),
            atEnd: "free",
            termStartsAt: day(start ?? from),
            timeZone: "Asia/Tokyo",
            invoicedBy: "stripe_dashboard",
            agreedBy: "Somebody",
            agreedAt: testNow,
          });
        }
      }
    }
  });
}
