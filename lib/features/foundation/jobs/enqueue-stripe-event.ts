import type { Transaction } from "@/lib/db/transaction";
import { enqueueJob } from "./enqueue-job";

/**
 * Makes the job that processes an event. All events about one object share one: as long as it has not begun, another event
 * only moves it.
 */
export const enqueueStripeEvent = (
  tx: Transaction,
  { id, objectId }: { id: string; objectId: string },
  delay?: string,
): Promise<void> =>
  enqueueJob(tx, "stripe-event", { eventId: id }, { key: `stripe-event:${objectId || id}`, delay });
