import { eq } from "drizzle-orm";
import { z } from "zod";
import { plans } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { deleteDraft } from "@/lib/features/catalog/plans/publication/put-on-sale";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findDraft, findNewestVersion, findPlan } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Throws a draft away, and with it a plan that was never published. Only the revision that was seen goes. */
export const discardPlanDraft = useCase(staff("catalog.edit"), {
  input: z.strictObject({ key: z.string(), revision: z.number().int() }),
  async write({ input, tx, audit }): Promise<{ planRemains: boolean }> {
    await lockCatalog(tx);
    const plan = await findPlan(tx, input.key);
    const draft = plan && (await findDraft(tx, plan.id));
    if (!plan || !draft) throw new Refused("not_found");
    if (draft.revision !== input.revision) throw new Refused("changed_meanwhile");
    await deleteDraft(tx, plan.id, input.revision);
    const planRemains = (await findNewestVersion(tx, plan.id)) !== null;
    if (!planRemains) await tx.delete(plans).where(eq(plans.id, plan.id));
    await audit({ action: "plan.discard_draft", before: { plan: plan.key } });
    return { planRemains };
  },
});
