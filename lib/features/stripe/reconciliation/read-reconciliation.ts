import { and, desc, eq, gte, isNull, or } from "drizzle-orm";
import { z } from "zod";
import { reconciliationRounds, stripeDifferences, tenants } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import type { ReconciliationStage } from "@/lib/domain/stripe-differences/reconciliation-stages";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type DifferenceView, differenceView } from "@/lib/features/license/differences/difference-view";
import { beginReconciliation } from "./reconcile";

/** A comparison of all tenants. Instants are ISO 8601. */
export type RoundView = {
  startedAt: string;
  finishedAt: string | null;
  stage: ReconciliationStage;
  compared: Partial<Record<ReconciliationStage, number>>;
  requests: number;
  readAnew: number;
  problem: string | null;
};

export type DifferenceOfTenant = DifferenceView & {
  tenant: { slug: string; name: string; timeZone: string };
  /** Whether the reader may decide. A sales rep decides on the tenant's own page. */
  mayDecide: boolean;
};

export type Reconciliation = {
  rounds: RoundView[];
  /** What waits for somebody first, then what was left or mended, newest first. */
  differences: DifferenceOfTenant[];
  mayStart: boolean;
};

const shownForMs = 7 * 86_400_000;
const mostRounds = 5;
const mostRows = 300;

/** The latest comparisons with Stripe, and what they and the webhooks found. */
export const readReconciliation = useCase(staff("console.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<Reconciliation> {
    const rounds = await tx
      .select()
      .from(reconciliationRounds)
      .orderBy(desc(reconciliationRounds.seq))
      .limit(mostRounds);
    const rows = await tx
      .select({ difference: stripeDifferences, tenant: tenants })
      .from(stripeDifferences)
      .innerJoin(tenants, eq(tenants.id, stripeDifferences.tenantId))
      .where(
        or(
          isNull(stripeDifferences.closedAt),
          and(gte(stripeDifferences.foundAt, new Date(ctx.now.getTime() - shownForMs))),
        ),
      )
      .orderBy(desc(stripeDifferences.foundAt), desc(stripeDifferences.id))
      .limit(mostRows);
    const roles = rolesOf(ctx.actor, null);
    const mayDecide = may(roles, "stripe_difference.decide");
    const differences = rows.map(
      ({ difference, tenant: { slug, name, timeZone } }): DifferenceOfTenant => ({
        ...differenceView(difference),
        tenant: { slug, name, timeZone },
        mayDecide,
      }),
    );
    return {
      rounds: rounds.map(({ startedAt, finishedAt, stage, compared, requests, readAnew, problem }) => ({
        startedAt: startedAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
        stage,
        compared,
        requests,
        readAnew,
        problem,
      })),
      differences: differences.toSorted((a, b) => urgencyOf(b) - urgencyOf(a)),
      mayStart: may(roles, "reconciliation.start"),
    };
  },
});

const urgencyOf = ({ closedAt, decision }: DifferenceView): number => (closedAt ? 0 : decision ? 1 : 2);

/** Compares at once. While one runs, nothing is begun. */
export const startReconciliation = useCase(staff("reconciliation.start"), {
  input: z.strictObject({}),
  async write({ ctx, tx }): Promise<null> {
    await beginReconciliation(tx, ctx);
    return null;
  },
});
