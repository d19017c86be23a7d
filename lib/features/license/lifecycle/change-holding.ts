import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { Day } from "@/lib/domain/time/day-span";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { beginTerm } from "./begin-term";
import { notifyLicense } from "./notify-license";
import type { License } from "./queries";

export type NewHolding = {
  planVersionId: Id<"planVersion">;
  interval: PaidInterval;
  seats: number;
  addons: Record<string, string>;
  yearStart: Day | null;
  /** The first midnight of the running period, or of the day on which the license began in it. */
  periodStart: Date;
  periodEnd: Date;
  /** The first midnight that is paid, if it is a trial; then the period ends there. */
  trialEnd: Date | null;
  /** From when on it is held. */
  heldFrom: Date;
};

/** The license from now on, with its history, an audit row, and a mail where the payer must know. */
export async function changeHolding(
  tx: Transaction,
  ctx: Context,
  before: License,
  { heldFrom, ...holding }: NewHolding,
): Promise<void> {
  const after = { ...holding, endedPlanVersionId: null, endedAt: null };
  await tx.update(licenses).set(after).where(eq(licenses.tenantId, before.tenantId));
  const { planVersionId, interval, seats, addons, trialEnd } = holding;
  await beginTerm(
    tx,
    before.tenantId,
    { licenseId: before.id, planVersionId, interval, seats, addons, trialEnd },
    heldFrom,
  );
  const wasFree = before.interval === null;
  const isSame = isSameHolding(before, holding);
  const action = actionOf(before, holding, isSame);
  await recordAudit(tx, ctx, before.tenantId, {
    action,
    before: factsOf(before),
    after: factsOf(holding),
  });
  if (isSame) return;
  const license = { ...before, ...after };
  if (wasFree && trialEnd) return;
  await notifyLicense(tx, ctx, license, wasFree ? "license_activated" : "license_changed");
}

function actionOf(before: License, { trialEnd }: Pick<NewHolding, "trialEnd">, isSame: boolean) {
  if (before.interval === null) return trialEnd ? "license.trial_began" : "license.activated";
  if (before.trialEnd && !trialEnd) return "license.trial_became_paid";
  return isSame ? "license.renewed" : "license.changed";
}

type Held = Pick<License, "planVersionId" | "interval" | "seats" | "addons">;

const isSameHolding = (one: Held, other: Held): boolean =>
  one.planVersionId === other.planVersionId &&
  one.interval === other.interval &&
  one.seats === other.seats &&
  sorted(one.addons) === sorted(other.addons);

const sorted = (addons: Record<string, string>) => JSON.stringify(Object.entries(addons).sort());

const factsOf = ({ planVersionId, interval, seats, periodEnd }: Held & Pick<License, "periodEnd">) => ({
  planVersionId,
  interval,
  seats,
  periodEnd: periodEnd?.toISOString() ?? null,
});
