import { z } from "zod";
import { type PlanDocument, printPlan } from "@/lib/domain/catalog/plan-document";
import { Refused } from "@/lib/domain/errors";
import {
  findDraft,
  findNewestVersion,
  findPlan,
  findVersion,
} from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** A plan as the JSON that import and the API take: its draft if it has one and no version is asked for. */
export const exportPlan = useCase(staff("catalog.view"), {
  input: z.strictObject({ key: z.string(), version: z.number().int().positive().optional() }),
  async read({ input, tx }): Promise<{ fileName: string; document: PlanDocument }> {
    const plan = await findPlan(tx, input.key);
    if (!plan) throw new Refused("not_found");
    const source =
      input.version === undefined
        ? ((await findDraft(tx, plan.id)) ?? (await findNewestVersion(tx, plan.id)))
        : await findVersion(tx, plan.id, input.version);
    if (!source) throw new Refused("not_found");
    const suffix = "version" in source ? `-${source.version}` : "-draft";
    return { fileName: `${plan.key}${suffix}.json`, document: printPlan(source.definition) };
  },
});
