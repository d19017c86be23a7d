import { and, asc, desc, eq, isNull, max } from "drizzle-orm";
import { planDrafts, plans, planVersions, stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { fixedPrices } from "@/lib/domain/catalog/fixed-prices";
import { isFreePlan, type PaidInterval, type PlanDefinition } from "@/lib/domain/catalog/plan";
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

/** Of `plan_versions` joined to `plans`, for `toPlanVersion`. */
export const planVersionColumns = {
  id: planVersions.id,
  planKey: plans.key,
  rank: plans.rank,
  version: planVersions.version,
  definition: planVersions.definition,
  retiredAt: planVersions.retiredAt,
};

/** Not what was negotiated with one tenant, which is never on sale. */
export const isPublished = isNull(planVersions.negotiatedFor);

type Row = Omit<PlanVersion, "retired"> & { retiredAt: Date | null };
export const toPlanVersion = ({ retiredAt, ...row }: Row): PlanVersion => ({
  ...row,
  retired: retiredAt !== null,
});

/** What can be bought now, the newest version of each plan, lowest rank first. */
export async function plansOnSale(tx: Transaction): Promise<PlanVersion[]> {
  const rows = await tx
    .select(planVersionColumns)
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(isNull(planVersions.retiredAt), isPublished))
    .orderBy(asc(plans.rank), asc(planVersions.version));
  const newest = new Map(rows.map((row) => [row.planKey, toPlanVersion(row)]));
  return [...newest.values()];
}

/** What a tenant of this currency can choose from: plans in it, and what costs nothing. */
export async function plansOnSaleIn(tx: Transaction, currency: string): Promise<PlanVersion[]> {
  const all = await plansOnSale(tx);
  return all.filter(({ definition }) => definition.currency === currency || isFreePlan(definition));
}

export async function findPlanOnSale(tx: Transaction, planKey: string): Promise<PlanVersion | null> {
  return (await plansOnSale(tx)).find((plan) => plan.planKey === planKey) ?? null;
}

export async function getPlanVersion(tx: Transaction, id: Id<"planVersion">): Promise<PlanVersion> {
  const [row] = await tx
    .select(planVersionColumns)
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

export async function findPlan(tx: Transaction, key: string) {
  const [plan] = await tx.select().from(plans).where(eq(plans.key, key));
  return plan ?? null;
}

export async function findDraft(tx: Transaction, planId: Id<"plan">) {
  const [draft] = await tx.select().from(planDrafts).where(eq(planDrafts.planId, planId));
  return draft ?? null;
}

export async function findNewestVersion(tx: Transaction, planId: Id<"plan">) {
  const [newest] = await tx
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.planId, planId), isPublished))
    .orderBy(desc(planVersions.version))
    .limit(1);
  return newest ?? null;
}

export async function findVersion(tx: Transaction, planId: Id<"plan">, version: number) {
  const [row] = await tx
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.planId, planId), eq(planVersions.version, version), isPublished));
  return row ?? null;
}

/** The largest rank of any plan and draft: what comes new goes behind it. */
export async function highestRank(tx: Transaction): Promise<number> {
  const [ofPlans] = await tx.select({ rank: max(plans.rank) }).from(plans);
  const [ofDrafts] = await tx.select({ rank: max(planDrafts.rank) }).from(planDrafts);
  return Math.max(ofPlans?.rank ?? 0, ofDrafts?.rank ?? 0);
}

/** The Stripe price by which a version is bought in an interval: its base's. */
export async function findStripePrice(
  tx: Transaction,
  planVersionId: Id<"planVersion">,
  interval: PaidInterval,
) {
  const rows = await tx
    .select({ price: stripePrices, definition: planVersions.definition })
    .from(stripePrices)
    .innerJoin(planVersions, eq(planVersions.id, stripePrices.planVersionId))
    .where(
      and(
        eq(stripePrices.planVersionId, planVersionId),
        eq(stripePrices.interval, interval),
        eq(stripePrices.identifies, true),
      ),
    );
  const [first] = rows;
  if (!first || rows.length === 1) return first?.price ?? null;
  // A group of add-ons in the place of the base: its first option is what holds unless another is chosen.
  const option = fixedPrices(first.definition).find((price) => price.identifies)?.optionKey;
  return rows.find(({ price }) => price.optionKey === option)?.price ?? null;
}

/** Which plan version and interval a Stripe price stands for, or null if it stands for none. */
export async function planOfStripePrice(tx: Transaction, stripePriceId: string) {
  const [row] = await tx
    .select()
    .from(stripePrices)
    .where(and(eq(stripePrices.stripePriceId, stripePriceId), eq(stripePrices.identifies, true)));
  return row ?? null;
}
