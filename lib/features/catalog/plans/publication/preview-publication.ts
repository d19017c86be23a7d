import { count, eq } from "drizzle-orm";
import { z } from "zod";
import { licenses, planVersions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Problem } from "@/lib/domain/catalog/problem";
import type { PublicationStep } from "@/lib/domain/catalog/publication-plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { isSameDefinition } from "@/lib/features/catalog/plans/record/is-same-definition";
import { findDraft, findNewestVersion, findPlan } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { stripeIntegration } from "@/lib/stripe/client";
import { planProblemsNow } from "./plan-problems";
import { stepsAtStripe } from "./stripe-state";

/** What publishing a draft would do, before anything is done. */
export type PublicationPreview = {
  /** The draft that was looked at; publishing asks for it. */
  revision: number;
  /** The number that the version will have. */
  version: number;
  /** The draft says what is on sale already: no new version is made. */
  isUnchanged: boolean;
  /** With an error among them, publishing is refused. */
  problems: Problem[];
  /** What is done at Stripe, in this order; empty while Stripe is off. */
  steps: PublicationStep[];
  /** Tenants who hold an older version of the plan, and go on holding it. */
  holdersWhoKeepTheirs: number;
};

export const previewPublication = useCase(staff("catalog.edit"), {
  input: z.strictObject({ key: z.string() }),
  async read({ input, tx }): Promise<PublicationPreview> {
    const plan = await findPlan(tx, input.key);
    const draft = plan && (await findDraft(tx, plan.id));
    if (!plan || !draft) throw new Refused("not_found");
    const newest = await findNewestVersion(tx, plan.id);
    const isUnchanged =
      newest !== null && !newest.retiredAt && isSameDefinition(newest.definition, draft.definition);
    const problems = await planProblemsNow(tx, { key: plan.key, ...draft });
    const hasError = problems.some((problem) => problem.severity === "error");
    const products =
      hasError || !stripeIntegration()
        ? []
        : await stepsAtStripe(tx, plan.id, isUnchanged ? newest.id : null, draft.definition);
    return {
      revision: draft.revision,
      version: isUnchanged ? newest.version : (newest?.version ?? 0) + 1,
      isUnchanged,
      problems,
      steps: products.flatMap(({ step, prices }) => [step, ...prices.map((price) => price.step)]),
      holdersWhoKeepTheirs: isUnchanged ? 0 : await holdersOf(tx, plan.id),
    };
  },
});

async function holdersOf(tx: Transaction, planId: Id<"plan">): Promise<number> {
  const [row] = await tx
    .select({ holders: count() })
    .from(licenses)
    .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
    .where(eq(planVersions.planId, planId));
  return row?.holders ?? 0;
}
