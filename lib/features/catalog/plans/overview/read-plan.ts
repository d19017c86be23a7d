import { and, asc, count, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { licenses, plans, planVersions, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type StripeState, stripeStatesOf } from "@/lib/features/catalog/plans/publication/stripe-state";
import { findDraft, findPlan, isPublished } from "@/lib/features/catalog/plans/record/queries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** One immutable version of a plan. Instants are ISO 8601. */
export type PlanVersionView = {
  versionId: string;
  version: number;
  definition: PlanDefinition;
  publishedAt: string;
  retiredAt: string | null;
  isOnSale: boolean;
  /** Tenants who hold exactly this version. */
  holders: number;
  stripe: StripeState;
};

export type PlanHolder = {
  tenantName: string;
  slug: string;
  version: number;
  /** Null on a plan that costs nothing. */
  interval: PaidInterval | null;
};

export type PlanDetail = {
  planId: string;
  key: string;
  /** Of what is on sale. */
  rank: number;
  draft: DraftView | null;
  /** What the editor opens: the draft, or what a new one would start from (the newest version). */
  start: { rank: number; definition: PlanDefinition; revision: number | null };
  /** Newest first; empty for a plan that was never published. */
  versions: PlanVersionView[];
  retiredAt: string | null;
  /**
   * How many hold the plan in all, and the first of them by name: of one version if it was asked for (its `holders` says
   * how many hold that).
   */
  holders: { count: number; shown: PlanHolder[] };
};

export type DraftView = {
  rank: number;
  definition: PlanDefinition;
  revision: number;
  updatedAt: string;
  updatedBy: string;
};

/** A plan with its draft, its versions, and who is on which. */
export const readPlan = useCase(staff("catalog.view"), {
  input: z.strictObject({
    key: z.string(),
    /** Only who holds this version is shown. */
    holdersOf: z.number().int().positive().optional(),
  }),
  async read({ input, tx }): Promise<PlanDetail> {
    const plan = await findPlan(tx, input.key);
    if (!plan) throw new Refused("not_found");
    const row = await findDraft(tx, plan.id);
    const draft: DraftView | null = row && {
      rank: row.rank,
      definition: row.definition,
      revision: row.revision,
      updatedAt: row.updatedAt.toISOString(),
      updatedBy: row.updatedBy,
    };
    const versions = await versionsOf(tx, plan.id);
    const [newest] = versions;
    const start = draft ?? (newest && { rank: plan.rank, definition: newest.definition, revision: null });
    // Discarded since we looked.
    if (!start) throw new Refused("not_found");
    const counted = versions.reduce((sum, version) => sum + version.holders, 0);
    return {
      planId: plan.id,
      key: plan.key,
      rank: plan.rank,
      draft,
      start: { rank: start.rank, definition: start.definition, revision: start.revision },
      versions,
      retiredAt: newest?.retiredAt ?? null,
      holders: { count: counted, shown: await holdersOf(tx, plan.id, input.holdersOf) },
    };
  },
});

async function versionsOf(tx: Transaction, planId: Id<"plan">): Promise<PlanVersionView[]> {
  const rows = await tx
    .select({ version: planVersions, holders: count(licenses.tenantId) })
    .from(planVersions)
    .leftJoin(licenses, eq(licenses.planVersionId, planVersions.id))
    .where(and(eq(planVersions.planId, planId), isPublished))
    .groupBy(planVersions.id)
    .orderBy(desc(planVersions.version));
  const versions = rows.map((row) => row.version);
  const states = await stripeStatesOf(tx, planId, versions);
  return rows.map(({ version, holders }, index) => ({
    versionId: version.id,
    version: version.version,
    definition: version.definition,
    publishedAt: version.publishedAt.toISOString(),
    retiredAt: version.retiredAt?.toISOString() ?? null,
    isOnSale: index === 0 && version.retiredAt === null,
    holders,
    stripe: states[index] ?? "off",
  }));
}

/** As many as a page shows. */
const holdersShown = 50;

function holdersOf(tx: Transaction, planId: Id<"plan">, version?: number): Promise<PlanHolder[]> {
  return tx
    .select({
      tenantName: tenants.name,
      slug: tenants.slug,
      version: planVersions.version,
      interval: licenses.interval,
    })
    .from(licenses)
    .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .innerJoin(tenants, eq(tenants.id, licenses.tenantId))
    .where(and(eq(plans.id, planId), version === undefined ? undefined : eq(planVersions.version, version)))
    .orderBy(asc(tenants.name), asc(tenants.id))
    .limit(holdersShown);
}
