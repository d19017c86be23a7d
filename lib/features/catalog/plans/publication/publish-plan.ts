import { plans } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findPlan } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { requireSellable } from "./plan-problems";
import { processPublication, putOnSale } from "./put-on-sale";

/**
 * Puts a definition on sale in one step, without a draft, for what is set up by a program (the demo, tests). Safe to
 * repeat: an unchanged definition makes no new version. Throws `Refused` with each field of a definition that is wrong.
 */
export async function publishPlan(
  ctx: Context,
  plan: { key: string; rank: number; definition: PlanDefinition },
): Promise<Id<"planVersion">> {
  authoriseConsole(ctx, "catalog.edit");
  const published = await acrossTenants(async (tx) => {
    await lockCatalog(tx);
    await requireSellable(tx, plan);
    await tx
      .insert(plans)
      .values({ id: newId("plan"), key: plan.key, rank: plan.rank, createdAt: ctx.now })
      .onConflictDoNothing();
    const row = await findPlan(tx, plan.key);
    invariant(row, `plan ${plan.key} was just written`);
    return putOnSale(tx, ctx, row, plan);
  });
  return (await processPublication(ctx, published)).versionId;
}
