import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";

/** Has the subscription made to say what the license says, after the commit. Several in a row do no harm. */
export const enqueueSync = (tx: Transaction, ctx: Context, tenantId: Id<"tenant">) =>
  enqueueMessage(tx, ctx, tenantId, "stripe.subscription.sync", {}, "worker");
