import { and, asc, eq, isNull } from "drizzle-orm";
import { licenses, licenseTerms, orders, plans, planVersions, reservations } from "@/drizzle/schema";
import { preparedRows } from "@/lib/db/prepared";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { LicenseUse } from "@/lib/domain/license/misfits";
import {
  type PlanVersion,
  planVersionColumns,
  toPlanVersion,
} from "@/lib/features/catalog/plans/record/queries";

export type License = typeof licenses.$inferSelect;
export type Order = typeof orders.$inferSelect;
export type Reservation = typeof reservations.$inferSelect;

export async function getLicense(tx: Transaction, tenantId: Id<"tenant">): Promise<License> {
  const [license] = await tx.select().from(licenses).where(eq(licenses.tenantId, tenantId));
  invariant(license, `tenant ${tenantId} has a license`);
  return license;
}

/** The license with the version of its plan, for reads that need both. */
export async function licenseAndPlan(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<{ license: License; plan: PlanVersion }> {
  const [row] = await tx
    .select({ license: licenses, plan: planVersionColumns })
    .from(licenses)
    .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(eq(licenses.tenantId, tenantId));
  invariant(row, `tenant ${tenantId} has a license`);
  return { license: row.license, plan: toPlanVersion(row.plan) };
}

/** The license, locked: commands that change it, its order or its reservation happen one after the other. */
export async function lockLicense(tx: Transaction, tenantId: Id<"tenant">): Promise<License> {
  const [license] = await tx.select().from(licenses).where(eq(licenses.tenantId, tenantId)).for("update");
  invariant(license, `tenant ${tenantId} has a license`);
  return license;
}

export async function findOpenOrder(tx: Transaction, tenantId: Id<"tenant">): Promise<Order | null> {
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenantId, tenantId), isNull(orders.closedAt)));
  return order ?? null;
}

export async function findOrder(
  tx: Transaction,
  tenantId: Id<"tenant">,
  orderId: Id<"order">,
): Promise<Order | null> {
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenantId, tenantId), eq(orders.id, orderId)));
  return order ?? null;
}

export async function findOpenReservation(
  tx: Transaction,
  tenantId: Id<"tenant">,
): Promise<Reservation | null> {
  const [reservation] = await tx
    .select()
    .from(reservations)
    .where(and(eq(reservations.tenantId, tenantId), isNull(reservations.closedAt)));
  return reservation ?? null;
}

/** What the tenant uses now, in the units of the limits; `month` is the current month in its zone. */
export async function readUse(tx: Transaction, tenantId: Id<"tenant">, month: string): Promise<LicenseUse> {
  const rows = await preparedRows<{ kind: "rp" | "user" | "mau"; n: number }>(tx, inUse, [tenantId, month]);
  const used = (kind: "rp" | "user" | "mau") => rows.find((row) => row.kind === kind)?.n ?? 0;
  return { registeredRps: used("rp"), registeredUsers: used("user"), monthlyActiveUsers: used("mau") };
}

const inUse = `
  select kind, registered as n from registration_counts where tenant_id = $1
  union all select 'mau', users from mau_counts where tenant_id = $1 and month = $2`;

/** The history of what the tenant held, oldest first. */
export async function readTerms(tx: Transaction, tenantId: Id<"tenant">) {
  return tx
    .select()
    .from(licenseTerms)
    .where(eq(licenseTerms.tenantId, tenantId))
    .orderBy(asc(licenseTerms.startsAt));
}
