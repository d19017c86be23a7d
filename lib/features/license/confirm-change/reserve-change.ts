import { reservations } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import type { ChangeFacts } from "@/lib/features/license/plan-change/change-facts";

/**
 * Reserves a smaller license for the next period. Nothing is charged and Stripe is told nothing yet: the license begins
 * it when the period does, and the subscription follows.
 */
export async function reserveChange(
  { ctx, tx, tenantId, standing, audit }: Omit<Writing<unknown>, "input">,
  { license, current, target, wanted, promise }: ChangeFacts,
  promiseId: Id<"promise"> | null = null,
): Promise<Id<"reservation">> {
  invariant(license.periodEnd, "a paid license has a period");
  const { interval, seats, addons } = wanted;
  const id = newId("reservation");
  await tx.insert(reservations).values({
    tenantId,
    id,
    state: "reserved",
    planVersionId: target.id,
    interval,
    seats,
    addons: { ...addons },
    effectiveAt: license.periodEnd,
    promise,
    promiseId,
    reservedBy: ctx.actor.kind === "user" ? ctx.actor.userId : standing.tenant.paymentAdministratorId,
    createdAt: ctx.now,
  });
  await audit({
    action: "reservation.request",
    about: id,
    before: { plan: current.planKey, interval: license.interval, seats: license.seats },
    after: { plan: target.planKey, interval, seats, effectiveAt: license.periodEnd.toISOString() },
  });
  return id;
}
