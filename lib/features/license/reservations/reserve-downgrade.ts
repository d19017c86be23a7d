import { reservations } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { invariant, Refused } from "@/lib/domain/errors";
import { findPlanOnSale } from "@/lib/features/catalog/plans/record/queries";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenReservation, lockLicense } from "@/lib/features/license/lifecycle/queries";
import {
  changeBasisSchema,
  readChangeFacts,
  requireBasis,
} from "@/lib/features/license/plan-change/change-facts";
import { wantedChangeSchema } from "@/lib/features/license/plan-change/preview-change";

/**
 * Reserves a smaller license for the next period. A smaller plan is swapped in by Stripe's schedule; a yearly license
 * that becomes monthly ends, and its monthly successor starts in the same second (see `method` in the schema).
 */
export const reserveDowngrade = useCase(tenant("license.change", { locks: true }), {
  input: wantedChangeSchema.extend({ basis: changeBasisSchema }),
  async write({ ctx, input, tx, tenantId, standing, audit }) {
    const license = await lockLicense(tx, tenantId);
    const open = await findOpenReservation(tx, tenantId);
    const target = await findPlanOnSale(tx, input.planKey);
    // A second click, or another tab, reserves the same once.
    if (open && open.planVersionId === target?.id && open.interval === input.interval) return null;
    const facts = await readChangeFacts(tx, standing, { planKey: input.planKey, interval: input.interval });
    requireBasis(facts, input.basis);
    if (facts.kind !== "downgrade") throw new Refused("same_license");
    invariant(
      license.periodEnd && license.stripeSubscriptionId,
      "a paid license has a period and a subscription",
    );
    const method = license.interval === "year" && input.interval === "month" ? "successor" : "schedule";
    const [reservation] = await tx
      .insert(reservations)
      .values({
        tenantId,
        id: newId("reservation"),
        state: "requested",
        planVersionId: facts.target.id,
        interval: input.interval,
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
        interval: input.interval,
        effectiveAt: license.periodEnd.toISOString(),
      },
    });
    return enqueueMessage(tx, ctx, tenantId, "stripe.reservation.create", {
      reservationId: reservation.id,
      subscriptionId: license.stripeSubscriptionId,
      stripePriceId: facts.stripePriceId,
      interval: input.interval,
      method,
      effectiveAt: license.periodEnd.toISOString(),
    });
  },
  async afterCommit({ ctx }, message) {
    if (!message) return { confirmed: true };
    const outcome = await processMessage(ctx, message);
    if (outcome.state === "refused")
      throw new Refused("stripe_refused", { params: { reason: outcome.reason } });
    return { confirmed: outcome.state === "done" };
  },
});
