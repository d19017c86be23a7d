import { machineNow } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { claimDelivery, lanes } from "./claim-delivery";
import { enqueueDelivering } from "./publish-events";
import { recordAttempt } from "./record-attempt";
import { sendEvent } from "./send-event";

/** After so long the job ends and a new one goes on, so that other endpoints have their turn. */
const turnMs = 60_000;

/**
 * Sends what is due to one endpoint, on a few lanes beside each other, until nothing is. Several of these jobs together use
 * no more lanes than one, so a slow endpoint keeps only its own deliveries waiting. At least once: an attempt whose process
 * dies is made again when its claim has run out.
 */
export async function deliverEvents(ctx: Context, endpointId: Id<"webhookEndpoint">): Promise<void> {
  const started = machineNow().getTime();
  const passed = () => machineNow().getTime() - started;
  const now = () => new Date(ctx.now.getTime() + passed());
  const lane = async () => {
    while (passed() < turnMs) {
      const claimed = await claimDelivery(endpointId, ctx.now);
      if (!claimed) return;
      const attempt = await sendEvent(claimed, now());
      await recordAttempt({ ...ctx, now: now() }, claimed, attempt);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (passed() >= turnMs) await acrossTenants((tx) => enqueueDelivering(tx, endpointId));
}
