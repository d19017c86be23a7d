import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import {
  findDraft,
  findNewestVersion,
  findPlan,
  highestRank,
} from "@/lib/features/catalog/plans/record/queries";
import { catalogKey } from "@/lib/features/foundation/input/catalog-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { ensurePlan, writeDraft } from "./save-plan-draft";

/** Starts a plan as the draft of another one's copy, at the end of the ranks. The other plan is not touched. */
export const duplicatePlan = useCase(staff("catalog.edit"), {
  input: z.strictObject({ key: z.string(), newKey: catalogKey }),
  async write({ ctx, input, tx, audit }): Promise<{ key: string; revision: number }> {
    await lockCatalog(tx);
    const plan = await findPlan(tx, input.key);
    const source = plan && ((await findDraft(tx, plan.id)) ?? (await findNewestVersion(tx, plan.id)));
    if (!source) throw new Refused("not_found");
    if (await findPlan(tx, input.newKey))
      throw new Refused("invalid_input", { fields: [{ field: "newKey", rule: "key_taken" }] });
    const rank = (await highestRank(tx)) + 1;
    const copy = await ensurePlan(tx, ctx, { key: input.newKey, rank });
    const { revision } = await writeDraft(tx, ctx, copy.id, {
      rank,
      definition: source.definition,
      revision: null,
    });
    await audit({ action: "plan.duplicate", before: { plan: input.key }, after: { plan: input.newKey } });
    return { key: input.newKey, revision };
  },
});
