import type { EndedOrder } from "@/components/billing/notices";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { orderProgress } from "@/lib/features/license/orders/order-progress";

/** How the latest (or the named) order ended; null while it is open, or if there never was one. */
export async function readEndedOrder(
  ctx: Context,
  tenantId: Id<"tenant">,
  orderId?: string,
): Promise<EndedOrder | null> {
  const progress = await orderProgress(ctx, tenantId, { orderId });
  if (!progress.ok || !progress.value) return null;
  const { orderId: id, state, reason } = progress.value;
  return ["awaiting_card", "executing", "awaiting_payment"].includes(state) ? null : { id, state, reason };
}
