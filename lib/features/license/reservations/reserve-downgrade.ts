import { reservations } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { invariant, Refused } from "@/lib/domain/errors";
import { findPlanOnSale } from "@/lib/features/catalog/plans/record/queries";
import { enqueueMessage, type MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { findOpenReservation, lockLicense } from "@/lib/features/license/lifecycle/queries";
import {
  type ChangeBasis,
  readChangeFacts,
  requireBasis,
  type WantedChange,
} from "@/lib/features/license/plan-change/change-facts";

/**
 * Reserves a smaller license for the next period. A smaller plan is swapped in by Stripe's schedule; a yearly license
 * that becomes monthly ends, and its monthly successor starts in the same second (see `method` in the schema). Null: the
 * same is reserved already.
 */
export async function reserveDowngrade(
  { ctx, tx, tenantId, standing, audit }: Omit<Writing<unknown>, "input">,
  wanted: WantedChange,
  basis: ChangeBasis,
): Promise<MessageReference | null> {
  const license = await lockLicense(tx, tenantId);
  const open = await findOpenReservation(tx, tenantId);
  const target = await findPlanOnSale(tx, wanted.planKey);
  // A second click, or another tab, reserves the same once.
  if (open && open.planVersionId === target?.id && open.interval === wanted.interval) return null;
  const facts = await readChangeFacts(tx, standing.tenant, wanted);
  requireBasis(facts, basis);
  if (facts.kind !== "downgrade") throw new Refused("same_license");
  invariant(
    license.periodEnd && license.stripeSubscriptionId,
    "a paid license has a period and a subscription",
  );
  const method = license.interval === "year" && wanted.interval === "month" ? "successor" : "schedule";
  const [reservation] = await tx
    .insert(reservations)
    .values({
      tenantId,
      id: newId("reservation"),
      state: "requested",
      planVersionId: facts.target.id,
      interval: wanted.interval,
      effectiveAt: license.periodEnd,
      method,
      reservedBy: ctx.actor.kind === "user" ? ctx.actor.userId : standing.tenant.paymentAdministratorId,
      createdAt: ctx.now,
    })
    .returning();
  invariant(reservation, "an inserted reservation is returned");
  await audit({
    action: "reservation.request",
    before: { plan: facts.current.planKey, interval: license.interval },
    after: {
      plan: facts.target.planKey,
      interval: wanted.interval,
      effectiveAt: license.periodEnd.toISOString(),
    },
  });
  return enqueueMessage(tx, ctx, tenantId, "stripe.reservation.create", {
    reservationId: reservation.id,
    subscriptionId: license.stripeSubscriptionId,
    stripePriceId: facts.stripePriceId,
    interval: wanted.interval,
    method,
    effectiveAt: license.periodEnd.toISOString(),
  });
}
