import { asc, count, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { licenses, planDrafts, plans, planVersions } from "@/drizzle/schema";
import type { AmountByInterval } from "@/lib/domain/catalog/component";
import { identifyingComponent } from "@/lib/domain/catalog/fixed-prices";
import { isFreePlan, type LocalizedText, type PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Currency } from "@/lib/domain/money/currency";
import { isPublished } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type PlanPrice = AmountByInterval & { perSeat: boolean };

/** A plan in the console's list. Instants are ISO 8601. */
export type PlanSummary = {
  planId: string;
  key: string;
  /** Of what is on sale; of the draft for a plan that never was. */
  rank: number;
  name: LocalizedText;
  currency: Currency;
  /** What every tenant on it pays, minor units; null where only use is billed. */
  price: PlanPrice | null;
  isFree: boolean;
  draft: { revision: number; updatedAt: string; updatedBy: string } | null;
  onSale: { versionId: string; version: number; publishedAt: string } | null;
  /** When it was taken off sale; null for what is on sale or was never published. */
  retiredAt: string | null;
  /** Tenants who hold any version of it. */
  holders: number;
};

/** Every plan there is, also retired ones and those not published yet, lowest rank first. */
export const listPlans = useCase(staff("catalog.view"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<PlanSummary[]> {
    const rows = await tx
      .select({ plan: plans, draft: planDrafts })
      .from(plans)
      .leftJoin(planDrafts, eq(planDrafts.planId, plans.id))
      .orderBy(asc(plans.rank), asc(plans.key));
    const newest = await tx
      .selectDistinctOn([planVersions.planId])
      .from(planVersions)
      .where(isPublished)
      .orderBy(planVersions.planId, desc(planVersions.version));
    const held = await tx
      .select({ planId: planVersions.planId, holders: count() })
      .from(licenses)
      .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
      .groupBy(planVersions.planId);
    return rows.flatMap(({ plan, draft }): PlanSummary[] => {
      const version = newest.find((candidate) => candidate.planId === plan.id);
      const definition = version?.definition ?? draft?.definition;
      // A plan whose first draft is just being written by another transaction.
      if (!definition) return [];
      return [
        {
          planId: plan.id,
          key: plan.key,
          rank: version ? plan.rank : (draft?.rank ?? plan.rank),
          name: definition.name,
          currency: definition.currency,
          price: priceOf(definition),
          isFree: isFreePlan(definition),
          draft: draft && {
            revision: draft.revision,
            updatedAt: draft.updatedAt.toISOString(),
            updatedBy: draft.updatedBy,
          },
          onSale:
            version && !version.retiredAt
              ? {
                  versionId: version.id,
                  version: version.version,
                  publishedAt: version.publishedAt.toISOString(),
                }
              : null,
          retiredAt: version?.retiredAt?.toISOString() ?? null,
          holders: held.find((row) => row.planId === plan.id)?.holders ?? 0,
        },
      ];
    });
  },
});

function priceOf(definition: PlanDefinition): PlanPrice | null {
  const component = identifyingComponent(definition);
  if (component?.kind === "base") return { ...component.amountMinor, perSeat: false };
  if (component?.kind === "seats") return { ...component.unitAmountMinor, perSeat: true };
  return null;
}
