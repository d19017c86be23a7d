import { and, desc, eq } from "drizzle-orm";
import { charges, licenses, orders, plans, planVersions, reservations, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { LicenseData } from "@/lib/domain/events/event-data";
import { type Id, isId } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import type { Noted, ReadObject } from "./event-to-note";

type License = typeof licenses.$inferSelect;

export async function planOf(tx: Transaction, planVersionId: Id<"planVersion">) {
  const [plan] = await tx
    .select({ key: plans.key, definition: planVersions.definition })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(eq(planVersions.id, planVersionId));
  invariant(plan, `plan version ${planVersionId} exists`);
  return { key: plan.key, name: plan.definition.name };
}

export async function licenseObject(
  tx: Transaction,
  { tenantId, at }: Noted,
): Promise<ReadObject<"license">> {
  const [row] = await tx
    .select({ license: licenses, timeZone: tenants.timeZone })
    .from(licenses)
    .innerJoin(tenants, eq(tenants.id, licenses.tenantId))
    .where(eq(licenses.tenantId, tenantId));
  if (!row) return null;
  const { license, timeZone } = row;
  return {
    id: license.id,
    data: {
      id: license.id,
      ...(await heldPlan(tx, license)),
      state: stateOf(license),
      trial_end: textOf(license.trialEnd),
      period: { start: license.periodStart.toISOString(), end: textOf(license.periodEnd) },
      renews: license.renews,
      unpaid: license.unpaidSince && {
        since: license.unpaidSince.toISOString(),
        suspended: license.suspendedAt !== null,
        pay_url: license.dueInvoiceUrl,
      },
      valid_until: dayWindow(dayOf(at, timeZone), timeZone).end.toISOString(),
      metadata: license.metadata,
    },
  };
}

/** As `license` of the API says it. */
function stateOf({ payment, renews, trialEnd }: License): LicenseData["state"] {
  if (payment === "failed") return "payment_failed";
  if (payment === "authentication_needed" || payment === "overdue") return payment;
  if (!renews) return "renewal_stopped";
  return trialEnd ? "trial" : "active";
}

export async function orderObject(tx: Transaction, { tenantId, about }: Noted): Promise<ReadObject<"order">> {
  const [row] = await tx
    .select({ order: orders, promise: charges.promise, currency: charges.currency })
    .from(orders)
    .innerJoin(charges, and(eq(charges.tenantId, orders.tenantId), eq(charges.id, orders.chargeId)))
    .where(
      and(eq(orders.tenantId, tenantId), about && isId("order", about) ? eq(orders.id, about) : undefined),
    )
    .orderBy(desc(orders.id))
    .limit(1);
  if (!row) return null;
  const { order, promise, currency } = row;
  return {
    id: order.id,
    data: {
      id: order.id,
      kind: order.kind,
      state: order.state,
      ...(await heldPlan(tx, order)),
      total: String(promise.dueNowMinor),
      currency,
      reason: order.reason,
      created_at: order.createdAt.toISOString(),
      closed_at: textOf(order.closedAt),
    },
  };
}

export async function reservationObject(
  tx: Transaction,
  { tenantId, about }: Noted,
): Promise<ReadObject<"reservation">> {
  const which = about && isId("reservation", about) ? eq(reservations.id, about) : undefined;
  const [reservation] = await tx
    .select()
    .from(reservations)
    .where(and(eq(reservations.tenantId, tenantId), which))
    .orderBy(desc(reservations.id))
    .limit(1);
  if (!reservation) return null;
  return {
    id: reservation.id,
    data: {
      id: reservation.id,
      state: reservation.state,
      ...(await heldPlan(tx, reservation)),
      effective_at: reservation.effectiveAt.toISOString(),
      created_at: reservation.createdAt.toISOString(),
      closed_at: textOf(reservation.closedAt),
    },
  };
}

type Held = Pick<License, "planVersionId" | "interval" | "seats" | "addons">;

const heldPlan = async (tx: Transaction, { planVersionId, interval, seats, addons }: Held) => ({
  plan: await planOf(tx, planVersionId),
  interval,
  seats,
  addons,
});

const textOf = (at: Date | null): string | null => at?.toISOString() ?? null;
