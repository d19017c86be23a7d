import { and, eq, isNull } from "drizzle-orm";
import { reservations } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Reservation } from "@/lib/features/license/lifecycle/queries";

/** Ends an open reservation. Ending one that has ended changes nothing. */
export async function closeReservation(
  tx: Transaction,
  ctx: Context,
  reservation: Reservation,
  state: Extract<Reservation["state"], "applied" | "cancelled" | "failed">,
  reason: string | null = null,
): Promise<void> {
  const closed = await tx
    .update(reservations)
    .set({ state, closedAt: ctx.now })
    .where(openRow(reservation.tenantId, reservation.id))
    .returning({ id: reservations.id });
  if (closed.length > 0)
    await recordAudit(tx, ctx, reservation.tenantId, {
      action: `reservation.${state}`,
      about: reservation.id,
      before: { state: reservation.state },
      after: { planVersionId: reservation.planVersionId, interval: reservation.interval, reason },
    });
}

const openRow = (tenantId: Id<"tenant">, id: Id<"reservation">) =>
  and(eq(reservations.tenantId, tenantId), eq(reservations.id, id), isNull(reservations.closedAt));
