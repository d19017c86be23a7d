import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { licenseTerms } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
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
  const now = history.at(-1);
  if (now) await holdPlan(tenantId, now.planVersionId, now.interval);
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

test("each month has the allowance and the cost of what was held in it, each version for its days", async () => {
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

  // By hand: 15 × ¥7; 5 × ¥3; 5 × ¥3 × 4/30 and 5 × ¥30 × 26/30.
  for (const [month, rows] of [
    ["2026-09", [["small", "10", "15", "105"]]],
    ["2026-10", [["large", "20", "5", "15"]]],
    [
      undefined,
      [
        ["large", "20", "5", "2"],
        ["large", "20", "5", "130"],
      ],
    ],
  ] as const) {
    const page = await look(month);
    const prices = page.units[0]?.prices ?? [];
    expect(
      prices.map(({ planName, allowance, beyond, amountMinor }) => [
        planName.en,
        allowance,
        beyond,
        amountMinor,
      ]),
    ).toEqual(rows);
    const total = rows.reduce((sum, [, , , amount]) => sum + Number(amount), 0);
    expect(page.costs).toMatchObject([{ currency: "JPY", amountMinor: String(total), billed: null }]);
    expect(page.units[0]?.count).toBe("25");
  }
  const november = await look();
  expect(november.held.map(({ days, of }) => [days, of])).toEqual([
    [4, 30],
    [26, 30],
  ]);
  expect(november.units[0]?.prices.map(({ part }) => part)).toEqual([
    { days: 4, of: 30 },
    { days: 26, of: 30 },
  ]);
  expect(november.mau).toMatchObject({ maximum: 20, prices: [{ isLimit: true }, { isLimit: true }] });
  const before = await look("2026-07");
  expect(before).toMatchObject({
    plan: null,
    held: [],
    costs: [],
    units: [{ count: "25", prices: [] }],
    mau: { prices: [] },
  });
});

test("a month held in part tells which days are billed and what was counted on them", async () => {
  const small = await callsPlan("little", 3, "10", "7");
  const tenant = await makeTenant({ timeZone: "Asia/Tokyo" });
  const free = await makePlan({ key: "free", rank: 0 });
  await holdInTurn(tenant.id, [
    { planVersionId: free, interval: null, from: "2026-08-01T00:00:00Z" },
    // From 5 September, 9 o'clock in Tokyo: that day is billed.
    { planVersionId: small, interval: "month", from: "2026-09-05T00:00:00Z" },
    { planVersionId: free, interval: null, from: "2026-09-20T15:00:00Z" },
  ]);
  await send(tenant.slug, "2026-09", 25);
  const page = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, { month: "2026-09" }));
  const span = { from: "2026-09-05", until: "2026-09-21" };
  // 25 calls on days 1 to 9, of which 13 on days 5 to 9. 16 of 30 days: 10 × 16/30 = 5.333 are included, 7.667 × ¥7 = 53.7.
  expect(page).toMatchObject({
    plan: { isCharged: false },
    billedDays: span,
    costs: [{ amountMinor: "54", projectedMinor: null }],
    units: [
      {
        count: "25",
        prices: [
          { used: "13", allowance: "5.333333333334", billed: { span, count: "13" }, amountMinor: "54" },
        ],
      },
    ],
  });
});

test("where a plan changed within a month, both are told with their days, and the last one's maximum", async () => {
  const [small, large] = [await callsPlan("little", 3, "10", "7"), await callsPlan("much", 4, "20", "3")];
  const tenant = await makeTenant({ timeZone: "America/New_York" });
  await holdInTurn(tenant.id, [
    { planVersionId: large, interval: "year", from: "2026-09-01T04:00:00Z" },
    { planVersionId: small, interval: "month", from: "2026-10-15T12:00:00Z" },
  ]);
  const page = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, { month: "2026-10" }));
  expect(page).toMatchObject({
    plan: { name: { en: "little" } },
    held: [
      { planName: { en: "much" }, days: 14, of: 31 },
      { planName: { en: "little" }, days: 17, of: 31 },
    ],
    billedDays: null,
    mau: { maximum: 10 },
  });
  const september = granted(await usageOverview(asUser(tenant.ownerId), tenant.id, { month: "2026-09" }));
  expect(september).toMatchObject({ plan: { name: { en: "much" } }, mau: { maximum: 20 } });
});
