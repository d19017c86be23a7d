import { and, eq, isNull, lte } from "drizzle-orm";
import { reservations } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueSync } from "./enqueue-sync";
import { reservationLeadMs } from "./wanted-subscription";

/** Has the subscriptions of reservations that take effect soon follow them, once each. Needs the staff role. */
export async function followNearReservations(tx: Transaction, ctx: Context, limit: number): Promise<void> {
  const near = await tx
    .select({ tenantId: reservations.tenantId, id: reservations.id })
    .from(reservations)
    .where(
      and(
        isNull(reservations.closedAt),
        isNull(reservations.followedAt),
        lte(reservations.effectiveAt, new Date(ctx.now.getTime() + reservationLeadMs)),
      ),
    )
    .limit(limit);
  for (const { tenantId, id } of near) {
    await tx
      .update(reservations)
      .set({ followedAt: ctx.now })
      .where(and(eq(reservations.tenantId, tenantId), eq(reservations.id, id)));
    await enqueueSync(tx, ctx, tenantId);
  }
}
