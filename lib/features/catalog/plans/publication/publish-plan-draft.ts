import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findDraft, findPlan } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { requireSellable } from "./plan-problems";
import { deleteDraft, type OnSale, processPublication, putOnSale } from "./put-on-sale";

/**
 * Puts a draft on sale as its plan's next version, which never changes again; then its prices are created at Stripe. Refused with each
 * field that is wrong (fields of the definition, and `rank`), and if the draft is not the one that was looked at.
 */
export const publishPlanDraft = useCase(staff("catalog.edit"), {
  input: z.strictObject({ key: z.string(), revision: z.number().int() }),
  async write({ ctx, input, tx }): Promise<OnSale> {
    await lockCatalog(tx);
    const plan = await findPlan(tx, input.key);
    if (!plan) throw new Refused("not_found");
    const draft = await findDraft(tx, plan.id);
    if (draft?.revision !== input.revision) throw new Refused("changed_meanwhile");
    await requireSellable(tx, { key: plan.key, rank: draft.rank, definition: draft.definition });
    await deleteDraft(tx, plan.id, draft.revision);
    return putOnSale(tx, ctx, plan, draft);
  },
  afterCommit: ({ ctx }, onSale) => processPublication(ctx, onSale),
});
