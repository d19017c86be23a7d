import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { licenseTerms } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { compilePlan } from "@/lib/domain/pricing/compile";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { rate } from "@/lib/domain/pricing/rate";
import { noTerms } from "@/lib/domain/pricing/terms";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { asSystem, asUser, holdPlan, makePlan, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { usageOverview } from "./usage-overview";

useDatabase();

const granted = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

const unitName = "past_calls";

/** A plan whose calls cost `unitAmountMinor` beyond `included`. */
const callsPlan = (key: string, rank: number, included: string, unitAmountMinor: string) =>
  makePlan({
    key,
    rank,
    components: [
      {
        ...blank.usage("calls", unitName),
        included,
        price: { model: "per_unit", unitAmountMinor, per: "1" },
      },
      { ...blank.usage("mau", mauMeter), included, price: { model: "limit" } },
    ],
  });

type Held = { planVersionId: Id<"planVersion">; interval: PaidInterval | null; from: string };

/** As if the license had had this history, oldest first; what came last is held now. */
async function holdInTurn(tenantId: Id<"tenant">, history: readonly Held[]): Promise<void> {
  await acrossTenants(async (tx) => {
    const open = and(eq(licenseTerms.tenantId, tenantId), isNull(licenseTerms.endsAt));
    const [first] = await tx.delete(licenseTerms).where(open).returning();
    const licenseId = first?.licenseId ?? newId("license");
    for (const [index, { from, ...term }] of history.entries()) {
      const until = history[index + 1]?.from;
      await tx.insert(licenseTerms).values({
        tenantId,
        id: newId("licenseTerm"),
        licenseId,
        ...term,
        startsAt: new Date(from),
        endsAt: until ? new Date(until) : null,
      });
    }
  });
  const now = history.at(-1);
  if (now) await holdPlan(tenantId, now.planVersionId, now.interval);
}

/** Calls on a day each, counted from the first of a month in Tokyo. */
const send = async (slug: string, month: string, calls: number) =>
  granted(
    await ingestEvents(asSystem(), {
      events: Array.from({ length: calls }, (_, n) => ({
        event_id: `${slug}-${month}-${n}`,
        customer_id: slug,
        event_name: unitName,
        timestamp: `${month}-0${(n % 9) + 1}T00:30:00+09:00`,
      })),
    }),
  );

test("each past month has the allowance and the cost of the plan that held at its end, as the engine rates it", async () => {
  const words = { en: unitName, ja: unitName };
  granted(
    await createMeterUnit(asSystem(), {
      unitName,
      displayName: words,
      unitLabel: words,
      eventName: unitName,
      aggregation: "count",
    }),
  );
  const [small, large, larger] = [
    await callsPlan("small", 1, "10", "7"),
    await callsPlan("large", 2, "20", "3"),
    // The same plan again, dearer: who holds the older version keeps it.
    await callsPlan("large", 2, "20", "30"),
  ];
  const tenant = await makeTenant({ timeZone: "Asia/Tokyo" });
  await holdInTurn(tenant.id, [
    { planVersionId: small, interval: "month", from: "2026-08-20T00:00:00Z" },
    // Exactly the first instant of October in Tokyo, and still September in UTC.
    { planVersionId: large, interval: "month", from: "2026-09-30T15:00:00Z" },
    { planVersionId: larger, interval: "month", from: "2026-11-05T00:00:00Z" },
  ]);
  for (const month of ["2026-07", "2026-09", "2026-10", "2026-11"]) await send(tenant.slug, month, 25);
  const look = async (month?: string) =>
    granted(await usageOverview(asUser(tenant.ownerId), tenant.id, month ? { month } : {}));

  for (const [month, held, included] of [
    ["2026-09", small, "10"],
    ["2026-10", large, "20"],
    ["2026-11", larger, "20"],
  ] as const) {
    const page = await look(month);
    const { definition } = await inTenant(tenant.id, (tx) => getPlanVersion(tx, held));
    const quantities = { ...nothingUsed, usage: { [unitName]: "25", [mauMeter]: "0" } };
    const invoice = rate(compilePlan(definition, "month"), quantities, noTerms, "metered");
    expect(page.plan?.name).toEqual(definition.name);
    expect(page.units[0]).toMatchObject({ count: "25", prices: [{ used: "25", allowance: included }] });
    expect(page.units[0]?.prices[0]?.amountMinor).toBe(String(invoice.subtotalMinor));
    expect(page.mau.maximum).toBe(Number(included));
    expect(page.mau.prices).toMatchObject([{ allowance: included }]);
  }
  // By hand: 15 × ¥7, 5 × ¥3, 5 × ¥30.
  const costs = [await look("2026-09"), await look("2026-10"), await look()];
  expect(costs.map(({ units }) => units[0]?.prices[0]?.amountMinor)).toEqual(["105", "15", "150"]);
  expect(costs.map(({ plan }) => plan?.earlier)).toMatchObject([
    [],
    [],
    [{ version: 1, until: "2026-11-05T00:00:00.000Z" }],
  ]);
  const before = await look("2026-07");
  expect(before).toMatchObject({ plan: null, units: [{ count: "25", prices: [] }], mau: { prices: [] } });
});

test("where a plan changed within a month, its end decides all of it and what was held before is told", async () => {
  const [small, large] = [await callsPlan("little", 3, "10", "7"), await callsPlan("much", 4, "20", "3")];
  const tenant = await makeTenant({ timeZone: "America/New_York" });
  await holdInTurn(tenant.id, [
    { planVersionId: large, interval: "year", from: "2026-09-01T04:00:00Z" },
    { planVersionId: small, interval: "month", from: "2026-10-15T12:00:00Z" },
  ]);
  const page = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, { month: "2026-10" }));
  expect(page.plan).toMatchObject({
    name: { en: "little" },
    earlier: [{ name: { en: "much" }, until: "2026-10-15T12:00:00.000Z" }],
  });
  expect(page.mau.maximum).toBe(10);
  const september = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, { month: "2026-09" }));
  expect(september).toMatchObject({ plan: { name: { en: "much" }, earlier: [] }, mau: { maximum: 20 } });
});
