import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { planDrafts, plans } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { invariant, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findPlan } from "@/lib/features/catalog/plans/record/queries";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { catalogKey, planRank } from "@/lib/features/foundation/input/catalog-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { planDefinitionSchema } from "./plan-schema";

export type SavedDraft = { revision: number };

/**
 * Creates or saves a plan's draft. `revision` is the one that the writer has seen, null for none: saving over somebody
 * else's newer one is refused (`changed_meanwhile`). A draft may be wrong in every way but its structure.
 */
export const savePlanDraft = useCase(staff("catalog.edit"), {
  input: z.strictObject({
    key: catalogKey,
    rank: planRank,
    definition: planDefinitionSchema,
    revision: z.number().int().nullable(),
    /** True: the plan must not exist yet. */
    isNew: z.boolean().default(false),
  }),
  async write({ ctx, input, tx, audit }): Promise<SavedDraft> {
    await lockCatalog(tx);
    if (input.isNew && (await findPlan(tx, input.key)))
      throw new Refused("invalid_input", { fields: [{ field: "key", rule: "key_taken" }] });
    const plan = await ensurePlan(tx, ctx, input);
    const saved = await writeDraft(tx, ctx, plan.id, input);
    await audit({ action: "plan.save_draft", after: { plan: input.key } });
    return saved;
  },
});

/** The plan that a draft belongs to; a new one is not on sale before its first publication. */
export async function ensurePlan(tx: Transaction, ctx: Context, plan: { key: string; rank: number }) {
  await tx
    .insert(plans)
    .values({ id: newId("plan"), key: plan.key, rank: plan.rank, createdAt: ctx.now })
    .onConflictDoNothing();
  const row = await findPlan(tx, plan.key);
  invariant(row, `plan ${plan.key} was just written`);
  return row;
}

/** Writes a draft over the revision that the writer has seen, and over no other. */
export async function writeDraft(
  tx: Transaction,
  ctx: Context,
  planId: Id<"plan">,
  draft: { rank: number; definition: PlanDefinition; revision: number | null },
): Promise<SavedDraft> {
  const content = {
    rank: draft.rank,
    definition: draft.definition,
    revision: sql<number>`nextval('plan_draft_revisions')::int`,
    updatedAt: ctx.now,
    updatedBy: actorName(ctx),
  };
  const columns = { revision: planDrafts.revision };
  const [saved] =
    draft.revision === null
      ? await tx
          .insert(planDrafts)
          .values({ planId, ...content })
          .onConflictDoNothing()
          .returning(columns)
      : await tx
          .update(planDrafts)
          .set(content)
          .where(and(eq(planDrafts.planId, planId), eq(planDrafts.revision, draft.revision)))
          .returning(columns);
  if (!saved) throw new Refused("changed_meanwhile");
  return saved;
}
