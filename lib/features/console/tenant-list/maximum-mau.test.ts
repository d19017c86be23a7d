import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contracts, licenses, plans, planVersions } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { type Component, mauMeter } from "@/lib/domain/catalog/component";
import { limitsOf, type PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { plans as offeredPlans } from "@/tests/pricing/arbitraries";
import { testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { joinedVersions, maximumMau } from "./maximum-mau";

useDatabase();

/** In most plans a usage component counts active users; in some two do, and the first one is what is meant. */
const definitions = fc.tuple(offeredPlans(), fc.integer({ min: 0, max: 3 })).map(([{ definition }, most]) => {
  let left = most;
  const components = definition.components.map((component): Component => {
    if (component.kind !== "usage" || left === 0) return component;
    left -= 1;
    return { ...component, meter: mauMeter };
  });
  return { ...definition, components };
});

/** A definition, and the seats of a contract of it; null: none. */
type Case = { definition: PlanDefinition; seats: number | null };

test("law: the columns of a version make the limit that the domain reads from its definition", async () => {
  const drawn = fc.sample(
    fc.record({ definition: definitions, seats: fc.option(fc.integer({ min: 0, max: 60 })) }),
    300,
  );
  const read = await maximums(drawn);
  expect(read).toEqual(drawn.map(({ definition, seats }) => limitsOf(definition, seats).monthlyActiveUsers));
  // What the drawing must have brought forth for this to say something.
  expect(read.filter((maximum) => maximum === null).length).toBeGreaterThan(20);
  expect(new Set(read).size).toBeGreaterThan(80);
});

/** What lists read: each definition as a version, held by a tenant, with a contract of so many seats. */
async function maximums(cases: readonly Case[]): Promise<(number | null)[]> {
  const planId = newId("plan");
  const tenantOf = (index: number) => `ten_${String(index).padStart(8, "0")}` as Id<"tenant">;
  const held = cases.map((each, index) => ({
    ...each,
    tenantId: tenantOf(index),
    planVersionId: newId("planVersion"),
  }));
  return acrossTenants(async (tx) => {
    await tx.insert(plans).values({ id: planId, key: "any", rank: 1, createdAt: testNow });
    await tx.insert(planVersions).values(
      held.map(({ planVersionId, definition }, index) => ({
        id: planVersionId,
        planId,
        version: index + 1,
        definition,
        publishedAt: testNow,
      })),
    );
    await tx.insert(licenses).values(
      held.map(({ tenantId, planVersionId }) => ({
        tenantId,
        id: newId("license"),
        planVersionId,
        periodStart: testNow,
      })),
    );
    await tx
      .insert(contracts)
      .values(
        held.flatMap(({ tenantId, planVersionId, seats }) =>
          seats === null ? [] : [contractOf(tenantId, planVersionId, seats)],
        ),
      );
    const rows = (
      await tx.execute<{ maximum: string | null }>(
        sql`select ${maximumMau} as maximum from ${licenses} ${joinedVersions} order by ${licenses.tenantId}`,
      )
    ).rows;
    return rows.map(({ maximum }) => (maximum === null ? null : Number(maximum)));
  });
}

const contractOf = (tenantId: Id<"tenant">, planVersionId: Id<"planVersion">, seats: number) => ({
  tenantId,
  planVersionId,
  id: newId("contract"),
  state: "active" as const,
  basePlanVersionId: planVersionId,
  interval: "month" as const,
  quantities: { seats, addons: {} },
  startsAt: testNow,
  atEnd: "free" as const,
  termStartsAt: testNow,
  timeZone: "Asia/Tokyo",
  invoicedBy: "stripe_dashboard" as const,
  agreedBy: "Somebody",
  agreedAt: testNow,
});
