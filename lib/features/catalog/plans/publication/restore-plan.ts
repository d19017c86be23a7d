import { eq } from "drizzle-orm";
import { z } from "zod";
import { planVersions } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findNewestVersion, findPlan } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { requireSellable } from "./plan-problems";
import { enqueuePublication, processPublication } from "./put-on-sale";

/**
 * Puts a retired plan's newest version back on sale, if what is asked of a new publication holds for it today: its rank
 * may have been given to another plan meanwhile. Restoring what is on sale changes nothing.
 */
export const restorePlan = useCase(staff("catalog.edit"), {
  input: z.strictObject({ key: z.string() }),
  async write({ ctx, input, tx, audit }) {
    await lockCatalog(tx);
    const plan = await findPlan(tx, input.key);
    const newest = plan && (await findNewestVersion(tx, plan.id));
    if (!plan || !newest) throw new Refused("not_found");
    if (newest.retiredAt) {
      await requireSellable(tx, { key: plan.key, rank: plan.rank, definition: newest.definition });
      await tx.update(planVersions).set({ retiredAt: null }).where(eq(planVersions.id, newest.id));
      await audit({ action: "plan.restore", after: { plan: plan.key, version: newest.version } });
    }
    const publication = await enqueuePublication(tx, ctx, plan, newest);
    return { planKey: plan.key, versionId: newest.id, version: newest.version, ...publication };
  },
  afterCommit: ({ ctx }, onSale) => processPublication(ctx, onSale),
});
