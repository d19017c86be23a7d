import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { type OrderProgress, orderProgress } from "@/lib/features/license/orders/order-progress";

/** Tells Stripe of an order that was just committed, and says where it stands then. */
export async function followPlaced(
  { ctx, tenantId }: { ctx: Context; tenantId: Id<"tenant"> },
  { orderId, message }: { orderId: Id<"order">; message: MessageReference | null },
): Promise<{ outcome: "ordered" } & OrderProgress> {
  if (message) await processMessage(ctx, message);
  const progress = await orderProgress(ctx, tenantId, { orderId });
  invariant(progress.ok && progress.value, "a placed order has progress");
  return { outcome: "ordered", ...progress.value };
}
