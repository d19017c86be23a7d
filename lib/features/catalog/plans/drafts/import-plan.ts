import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { lockCatalog } from "@/lib/features/catalog/plans/record/lock-catalog";
import { findDraft, findPlan, highestRank } from "@/lib/features/catalog/plans/record/queries";
import { catalogKey, planRank } from "@/lib/features/foundation/input/catalog-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { parsePlanDocument } from "./plan-schema";
import { ensurePlan, writeDraft } from "./save-plan-draft";

/** In characters; far more than the JSON text of any plan. */
const longestDocument = 1_000_000;

/**
 * Makes a draft of a document (text, as read from a file), for a new plan or over the draft that the reader has seen.
 * Nothing goes on sale by it. Without a rank, a plan keeps its own, and a new one goes to the end. Without a
 * revision (null: no draft was seen) an existing draft is a refusal at the key (`has_draft`).
 */
export const importPlan = useCase(staff("catalog.edit"), {
  input: z.strictObject({
    key: catalogKey,
    document: z.string().max(longestDocument),
    rank: planRank.optional(),
    revision: z.number().int().nullable().default(null),
  }),
  async write({ ctx, input, tx, audit }): Promise<{ key: string; revision: number }> {
    const definition = parsePlanDocument(readJson(input.document));
    await lockCatalog(tx);
    const rank = input.rank ?? (await findPlan(tx, input.key))?.rank ?? (await highestRank(tx)) + 1;
    const plan = await ensurePlan(tx, ctx, { key: input.key, rank });
    if (input.revision === null && (await findDraft(tx, plan.id)))
      throw new Refused("invalid_input", { fields: [{ field: "key", rule: "has_draft" }] });
    const saved = await writeDraft(tx, ctx, plan.id, { rank, definition, revision: input.revision });
    await audit({ action: "plan.import", after: { plan: plan.key } });
    return { key: plan.key, ...saved };
  },
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("invalid_input", { fields: [{ field: "document", rule: "not_json" }] });
  }
}
