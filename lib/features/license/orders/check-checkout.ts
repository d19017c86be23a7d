import { z } from "zod";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder } from "@/lib/features/license/lifecycle/queries";

/**
 * The browser came back from Checkout, perhaps before Stripe's webhook: the worker looks at the page's session now. It
 * changes nothing by itself and may be asked by every reader, any number of times; one job per session waits at most.
 */
export const checkCheckout = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async write({ tx, tenantId }) {
    const order = await findOpenOrder(tx, tenantId);
    const sessionId = order?.stripeCheckoutSessionId;
    if (order?.state !== "awaiting_card" || !sessionId) return { checking: false };
    await enqueueJob(tx, "check-checkout", { sessionId }, { key: `check-checkout:${sessionId}` });
    return { checking: true };
  },
});
