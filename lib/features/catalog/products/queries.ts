import { eq } from "drizzle-orm";
import { plans, planVersions, productIds } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { isFreePlan, paidIntervals } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { isOffered } from "@/lib/domain/pricing/compare-plans";
import { type ChosenId, type Product, productOf } from "@/lib/domain/products/product";
import { type PlanVersion, plansOnSale } from "@/lib/features/catalog/plans/record/queries";

/** The ids that were chosen, by the key of their plan. */
export type ChosenIds = ReadonlyMap<string, ChosenId[]>;

export async function readChosenIds(tx: Transaction): Promise<ChosenIds> {
  const rows = await tx
    .select({ planKey: plans.key, chosen: productIds })
    .from(productIds)
    .innerJoin(plans, eq(plans.id, productIds.planId));
  const byPlan = new Map<string, ChosenId[]>();
  for (const { planKey, chosen } of rows) byPlan.set(planKey, [...(byPlan.get(planKey) ?? []), chosen]);
  return byPlan;
}

/** The products of plan versions, each plan at the intervals at which it is offered. What costs nothing is no product. */
export const productsOf = (versions: readonly PlanVersion[], ids: ChosenIds): Product[] =>
  versions
    .filter(({ definition }) => !isFreePlan(definition))
    .flatMap((version) =>
      paidIntervals
        .filter((interval) => isOffered(version.definition, interval))
        .map((interval) => productOf(version, interval, ids.get(version.planKey) ?? [])),
    );

/**
 * What can be bought by an id. A tenant keeps the version that it holds (`held`), also when the plan's next version is
 * on sale.
 */
export async function readProducts(tx: Transaction, held: PlanVersion | null = null): Promise<Product[]> {
  const onSale = await plansOnSale(tx);
  const others = held ? onSale.filter(({ planKey }) => planKey !== held.planKey) : onSale;
  return productsOf(held ? [held, ...others] : others, await readChosenIds(tx));
}

/** When a plan was made, and its version published. */
export async function readPlanDates(tx: Transaction) {
  return tx
    .select({
      planVersionId: planVersions.id,
      planId: plans.id,
      createdAt: plans.createdAt,
      publishedAt: planVersions.publishedAt,
    })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId));
}

export type PlanDates = { planId: Id<"plan">; createdAt: Date; publishedAt: Date };
