import { and, asc, eq, gt, sql } from "drizzle-orm";
import { registrationCounts, registrations } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { RegistrationKind } from "./registration-kinds";

export type Registration = { externalId: string; name: string; registeredAt: Date };

const columns = {
  externalId: registrations.externalId,
  name: registrations.name,
  registeredAt: registrations.registeredAt,
};

/**
 * How many are registered, with the row of the count locked until the transaction ends: registrations and removals of
 * one kind in one tenant happen one after the other, so that none can pass the maximum beside another.
 */
export async function lockCount(
  tx: Transaction,
  tenantId: Id<"tenant">,
  kind: RegistrationKind,
): Promise<number> {
  const [row] = await tx
    .insert(registrationCounts)
    .values({ tenantId, kind, registered: 0 })
    .onConflictDoUpdate({
      target: [registrationCounts.tenantId, registrationCounts.kind],
      // Changes nothing: an upsert locks the row whether or not it was there.
      set: { registered: sql`${registrationCounts.registered}` },
    })
    .returning({ registered: registrationCounts.registered });
  invariant(row, "an upsert returns its row");
  return row.registered;
}

export async function addToCount(
  tx: Transaction,
  tenantId: Id<"tenant">,
  kind: RegistrationKind,
  difference: 1 | -1,
): Promise<void> {
  await tx
    .update(registrationCounts)
    .set({ registered: sql`${registrationCounts.registered} + ${difference}` })
    .where(and(eq(registrationCounts.tenantId, tenantId), eq(registrationCounts.kind, kind)));
}

/** How many are registered now; zero before the first. */
export async function countRegistrations(tx: Transaction, tenantId: Id<"tenant">, kind: RegistrationKind) {
  const [row] = await tx
    .select({ registered: registrationCounts.registered })
    .from(registrationCounts)
    .where(and(eq(registrationCounts.tenantId, tenantId), eq(registrationCounts.kind, kind)));
  return row?.registered ?? 0;
}

/** Selects exactly one registration. */
export const theOne = (tenantId: Id<"tenant">, kind: RegistrationKind, externalId: string) =>
  and(
    eq(registrations.tenantId, tenantId),
    eq(registrations.kind, kind),
    eq(registrations.externalId, externalId),
  );

export async function findRegistration(
  tx: Transaction,
  tenantId: Id<"tenant">,
  kind: RegistrationKind,
  externalId: string,
): Promise<Registration | null> {
  const [row] = await tx
    .select(columns)
    .from(registrations)
    .where(theOne(tenantId, kind, externalId));
  return row ?? null;
}

/** Up to `limit` registrations whose ids follow `after`, in the order of their ids. */
export async function registrationsAfter(
  tx: Transaction,
  tenantId: Id<"tenant">,
  kind: RegistrationKind,
  page: { after?: string; limit: number },
): Promise<Registration[]> {
  const { after, limit } = page;
  return tx
    .select(columns)
    .from(registrations)
    .where(
      and(
        eq(registrations.tenantId, tenantId),
        eq(registrations.kind, kind),
        after === undefined ? undefined : gt(registrations.externalId, after),
      ),
    )
    .orderBy(asc(registrations.externalId))
    .limit(limit);
}
