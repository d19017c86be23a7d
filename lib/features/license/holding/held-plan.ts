import { and, desc, eq, gte, isNull, lt, or } from "drizzle-orm";
import { licenseTerms } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText, PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { agreedSeats } from "./agreed-seats";

/** The plan version that a tenant holds last in a month, in the manner in which it holds it. */
export type HeldPlan = {
  name: LocalizedText;
  definition: PlanDefinition;
  /** Null: nothing is charged for it. */
  interval: PaidInterval | null;
  seats: number;
};

/**
 * What is held at the end of a month, from the history of the license, or now while the month is running; null where
 * nothing was held. `until` is the month's end, or now.
 */
export async function planOfMonth(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { until, isRunning }: { until: Date; isRunning: boolean },
): Promise<HeldPlan | null> {
  const held = isRunning ? await getLicense(tx, tenantId) : await termAt(tx, tenantId, until);
  if (!held) return null;
  const { definition } = await getPlanVersion(tx, held.planVersionId);
  const agreed = await agreedSeats(tx, tenantId, held.planVersionId, until);
  const { name } = definition;
  return { name, definition, interval: held.interval, seats: agreed ?? held.seats };
}

/** The term that holds up to a moment. */
async function termAt(tx: Transaction, tenantId: Id<"tenant">, until: Date) {
  const [term] = await tx
    .select()
    .from(licenseTerms)
    .where(
      and(
        eq(licenseTerms.tenantId, tenantId),
        lt(licenseTerms.startsAt, until),
        or(isNull(licenseTerms.endsAt), gte(licenseTerms.endsAt, until)),
      ),
    )
    .orderBy(desc(licenseTerms.startsAt))
    .limit(1);
  return term ?? null;
}
