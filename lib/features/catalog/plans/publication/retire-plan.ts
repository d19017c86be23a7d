import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { planVersions } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findPlan, isPublished } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/**
 * Takes a plan off sale. Who holds it keeps it, and its prices at Stripe stay. The free plan cannot be retired: every
 * tenant starts there and falls back to it. Retiring a retired plan changes nothing.
 */
export const retirePlan = useCase(staff("catalog.edit"), {
  input: z.strictObject({ key: z.string() }),
  async write({ ctx, input, tx, audit }): Promise<{ retired: boolean }> {
    await lockCatalog(tx);
    const plan = await findPlan(tx, input.key);
    if (!plan) throw new Refused("not_found");
    const retired = await tx
      .update(planVersions)
      .set({ retiredAt: ctx.now })
      .where(and(eq(planVersions.planId, plan.id), isNull(planVersions.retiredAt), isPublished))
      .returning({ version: planVersions.version });
    if (retired.length === 0) return { retired: false };
    if (plan.rank === 0) throw new Refused("free_plan_needed");
    await audit({ action: "plan.retire", before: { plan: plan.key } });
    return { retired: true };
  },
});
