import { eq } from "drizzle-orm";
import { z } from "zod";
import { webhookEndpoints } from "@/drizzle/schema";
import { switchOff } from "@/lib/features/console/webhook-delivery/switch-off";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockedEndpoint } from "./locked-endpoint";

/** Switches an endpoint off, or on again. What happened meanwhile can then be delivered by `redeliverSince`. */
export const switchEndpoint = useCase(staff("webhooks.manage"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint"), on: z.boolean() }),
  async write({ ctx, input: { endpointId, on }, tx, audit }): Promise<{ on: boolean }> {
    const endpoint = await lockedEndpoint(tx, endpointId);
    if (on === (endpoint.switchedOffAt === null)) return { on };
    if (!on) {
      await switchOff(tx, ctx, endpoint, "by_admin");
      return { on };
    }
    await tx
      .update(webhookEndpoints)
      .set({ switchedOffAt: null, switchedOffReason: null, failingSince: null })
      .where(eq(webhookEndpoints.id, endpointId));
    await audit({ action: "webhook_endpoint.switch_on", after: { endpoint: endpoint.url } });
    return { on };
  },
});
