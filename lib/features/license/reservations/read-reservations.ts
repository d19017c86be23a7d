import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { plans, planVersions, reservations } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type NextChargeView, nextChargeView } from "@/lib/features/license/charges/promise-view";
import type { Reservation } from "@/lib/features/license/lifecycle/queries";

/** A reserved change with what its first period costs. */
export type ReadReservation = Pick<
  Reservation,
  "id" | "state" | "interval" | "seats" | "addons" | "promiseId"
> & {
  planKey: string;
  planName: LocalizedText;
  effectiveAt: string;
  currency: string;
  /** Null: the period that it begins costs nothing regularly. */
  next: NextChargeView | null;
  createdAt: string;
  closedAt: string | null;
};

/** The newest reservations first; those `after` one are older. At most one is open. */
export const listReservations = useCase(tenant("invoices.view"), {
  input: z.strictObject({ limit: z.int().min(1).max(100), after: id("reservation").optional() }),
  async read({ tx, tenantId, input: { limit, after } }) {
    const rows = await readRows(tx, tenantId, after && lt(reservations.id, after), limit + 1);
    const page = rows.slice(0, limit).map(toReservation);
    return { reservations: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});

export const readReservation = useCase(tenant("invoices.view"), {
  input: z.strictObject({ reservationId: id("reservation") }),
  async read({ tx, tenantId, input: { reservationId } }): Promise<ReadReservation> {
    const [row] = await readRows(tx, tenantId, eq(reservations.id, reservationId), 1);
    if (!row) throw new Refused("not_found");
    return toReservation(row);
  },
});

const readRows = (tx: Transaction, tenantId: Id<"tenant">, which: SQL | undefined, limit: number) =>
  tx
    .select({ reservation: reservations, planKey: plans.key, definition: planVersions.definition })
    .from(reservations)
    .innerJoin(planVersions, eq(planVersions.id, reservations.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(eq(reservations.tenantId, tenantId), which))
    .orderBy(desc(reservations.id))
    .limit(limit);

function toReservation({
  reservation,
  planKey,
  definition,
}: Awaited<ReturnType<typeof readRows>>[number]): ReadReservation {
  const { id, state, interval, seats, addons, promise, promiseId, closedAt } = reservation;
  return {
    ...{ id, state, interval, seats, addons, promiseId },
    planKey,
    planName: definition.name,
    effectiveAt: reservation.effectiveAt.toISOString(),
    currency: promise.currency,
    next: promise.next && nextChargeView(promise.next),
    createdAt: reservation.createdAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
