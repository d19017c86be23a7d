import { and, asc, eq, isNull } from "drizzle-orm";
import { plans, planVersions, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";

/** A version of a plan with what orders it among the others. */
export type PlanVersion = {
  id: Id<"planVersion">;
  planKey: string;
  rank: number;
  version: number;
  definition: PlanDefinition;
  retired: boolean;
};

const columns = {
  id: planVersions.id,
  planKey: plans.key,
  rank: plans.rank,
  version: planVersions.version,
  definition: planVersions.definition,
  retiredAt: planVersions.retiredAt,
};

type Row = Omit<PlanVersion, "retired"> & { retiredAt: Date | null };
const toPlanVersion = ({ retiredAt, ...row }: Row): PlanVersion => ({ ...row, retired: retiredAt !== null });

/** What can be bought now, the newest version of each plan, lowest rank first. */
export async function plansOnSale(tx: Transaction): Promise<PlanVersion[]> {
  const rows = await tx
    .select(columns)
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(isNull(planVersions.retiredAt))
    .orderBy(asc(plans.rank), asc(planVersions.version));
  const newest = new Map(rows.map((row) => [row.planKey, toPlanVersion(row)]));
  return [...newest.values()];
}

export async function findPlanOnSale(tx: Transaction, planKey: string): Promise<PlanVersion | null> {
  return (await plansOnSale(tx)).find((plan) => plan.planKey === planKey) ?? null;
}

export async function getPlanVersion(tx: Transaction, id: Id<"planVersion">): Promise<PlanVersion> {
  const [row] = await tx
    .select(columns)
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(eq(planVersions.id, id));
  invariant(row, `plan version ${id} exists`);
  return toPlanVersion(row);
}

/** The plan that costs nothing: where every tenant starts and where an expired license falls back to. */
export async function getFreePlan(tx: Transaction): Promise<PlanVersion> {
  const free = (await plansOnSale(tx)).find((plan) => plan.rank === 0);
  invariant(free, "a Free plan is on sale");
  return free;
}

export async function findStripePrice(
  tx: Transaction,
  planVersionId: Id<"planVersion">,
  interval: PaidInterval,
) {
  const [row] = await tx
    .select()
    .from(stripePrices)
    .where(and(eq(stripePrices.planVersionId, planVersionId), eq(stripePrices.interval, interval)));
  return row ?? null;
}

/** Which plan version and interval a Stripe price stands for, or null if Choba did not make it. */
export async function planOfStripePrice(tx: Transaction, stripePriceId: string) {
  const [row] = await tx.select().from(stripePrices).where(eq(stripePrices.stripePriceId, stripePriceId));
  return row ?? null;
}
