import { and, eq } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { type Attempt, isAccepted, keptAttempts, wantsNoMore } from "@/lib/domain/events/delivery";
import { nextTry, switchOffAfterMs } from "@/lib/domain/events/retry-schedule";
import type { Context } from "@/lib/features/foundation/context/context";
import { type Claimed, lockEndpoint } from "./claim-delivery";
import { enqueueDelivering } from "./publish-events";
import { switchOff } from "./switch-off";

/** Writes down what came of an attempt, and what follows from it for the delivery and its endpoint. */
export const recordAttempt = (ctx: Context, claimed: Claimed, attempt: Attempt): Promise<void> =>
  acrossTenants(async (tx) => {
    const endpoint = await lockEndpoint(tx, claimed.endpoint.id);
    const [delivery] = await tx
      .select()
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.id, claimed.id), eq(webhookDeliveries.state, "pending")))
      .for("update");
    // It was deleted, or dropped because the endpoint was switched off meanwhile.
    if (!endpoint || !delivery) return;
    const tries = delivery.tries + 1;
    const attempts = [...delivery.attempts, attempt].slice(-keptAttempts);
    const close = (state: "delivered" | "failed") => ({ state, closedAt: ctx.now });
    const next = isAccepted(attempt) ? null : nextTry(tries, ctx.now, Math.random());
    const isOver = wantsNoMore(attempt) || next === null;
    const change = isAccepted(attempt) ? close("delivered") : isOver ? close("failed") : { nextTryAt: next };
    await tx
      .update(webhookDeliveries)
      .set({ tries, attempts, claimedUntil: null, ...change })
      .where(eq(webhookDeliveries.id, delivery.id));
    const failingSince = isAccepted(attempt) ? null : (endpoint.failingSince ?? ctx.now);
    if (failingSince !== endpoint.failingSince)
      await tx.update(webhookEndpoints).set({ failingSince }).where(eq(webhookEndpoints.id, endpoint.id));
    if (wantsNoMore(attempt)) await switchOff(tx, ctx, endpoint, "gone");
    else if (isOver && failingSince && hasFailedLong(failingSince, ctx.now))
      await switchOff(tx, ctx, endpoint, "failing");
    else if (next) await wakeSoon(tx, endpoint.id, next, ctx.now);
  });

const hasFailedLong = (since: Date, now: Date): boolean =>
  now.getTime() - since.getTime() >= switchOffAfterMs;

/** The sweep finds what is due later, by Choba's time, which may be moved. */
const mostWaitMs = 60_000;

async function wakeSoon(
  tx: Transaction,
  id: Claimed["endpoint"]["id"],
  next: Date,
  now: Date,
): Promise<void> {
  const wait = next.getTime() - now.getTime();
  if (wait <= mostWaitMs) await enqueueDelivering(tx, id, `${Math.ceil(wait / 1000)} seconds`);
}
