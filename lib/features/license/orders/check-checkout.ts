import { z } from "zod";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { command } from "@/lib/features/foundation/use-case/command";
import { findOpenOrder } from "@/lib/features/license/lifecycle/queries";

/**
 * The browser came back from Checkout, perhaps before Stripe's webhook: the worker looks at the page's session now. It
 * changes nothing by itself and may be asked by every reader, any number of times; one job per session waits at most.
 */
export const checkCheckout = command({
  action: "license.view",
  input: z.strictObject({}),
  async run({ tx, tenantId }) {
    const order = await findOpenOrder(tx, tenantId);
    const sessionId = order?.stripeCheckoutSessionId;
    if (order?.state !== "awaiting_card" || !sessionId) return { checking: false };
    await enqueueJob(tx, "check-checkout", { sessionId }, { key: `check-checkout:${sessionId}` });
    return { checking: true };
  },
});
