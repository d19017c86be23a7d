import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { plans, planVersions } from "@/drizzle/schema";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import { findOpenReservation, getLicense, readTerms } from "@/lib/features/license/lifecycle/queries";

/** Which plans a tenant has had, has, and will have. Instants are ISO 8601. */
export type PlanCourse = {
  tenant: { id: string; name: string };
  planKey: string;
  period: { start: string; end: string | null };
  /** Every plan that was held, and from when on; oldest first. */
  held: { planKey: string; from: string }[];
  /** What is certain to follow; a plan of null: what is free. Null: the plan goes on. */
  next: { planKey: string | null; from: string } | null;
};

export const readPlanCourse = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId, standing }): Promise<PlanCourse> {
    const license = await getLicense(tx, tenantId);
    const terms = await readTerms(tx, tenantId);
    const reservation = await findOpenReservation(tx, tenantId);
    const scheduled = await findScheduledContract(tx, tenantId);
    const ending = (await findRunningContract(tx, tenantId))?.endingAt ?? null;
    const versions = [license, ...terms, ...[reservation, scheduled].filter((each) => each !== null)];
    const rows = await tx
      .select({ id: planVersions.id, key: plans.key })
      .from(planVersions)
      .innerJoin(plans, eq(plans.id, planVersions.planId))
      .where(
        inArray(
          planVersions.id,
          versions.map(({ planVersionId }) => planVersionId),
        ),
      );
    const keys = new Map(rows.map(({ id, key }) => [id, key]));
    const keyOf = ({ planVersionId }: Pick<typeof license, "planVersionId">) => keys.get(planVersionId) ?? "";
    const { periodStart, periodEnd, interval, renews } = license;
    const following = scheduled
      ? { planKey: keyOf(scheduled), at: scheduled.startsAt }
      : reservation
        ? { planKey: keyOf(reservation), at: reservation.effectiveAt }
        : { planKey: null, at: ending ?? (interval !== null && !renews ? periodEnd : null) };
    return {
      tenant: { id: tenantId, name: standing.tenant.name },
      planKey: keyOf(license),
      period: { start: periodStart.toISOString(), end: periodEnd?.toISOString() ?? null },
      held: withoutRenewals(
        terms.map((term) => ({ planKey: keyOf(term), from: term.startsAt.toISOString() })),
      ),
      next: following.at && { planKey: following.planKey, from: following.at.toISOString() },
    };
  },
});

/** A plan that goes on, with other seats or in another period, is one. */
const withoutRenewals = (held: PlanCourse["held"]): PlanCourse["held"] =>
  held.filter(({ planKey }, index) => planKey !== held[index - 1]?.planKey);
