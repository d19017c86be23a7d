import { z } from "zod";
import { events, webhookDeliveries } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import { testEventType } from "@/lib/domain/events/event-types";
import type { Id } from "@/lib/domain/ids";
import { enqueueDelivering } from "@/lib/features/console/webhook-delivery/publish-events";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { lockedEndpoint } from "./locked-endpoint";

/** Sends an event that concerns nobody to one endpoint, whatever types it wants. */
export const sendTestEvent = useCase(staff("webhooks.manage"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint") }),
  async write({ ctx, input: { endpointId }, tx, audit }): Promise<{ deliveryId: Id<"delivery"> }> {
    const endpoint = await lockedEndpoint(tx, endpointId);
    if (endpoint.switchedOffAt) throw new Refused("endpoint_is_off");
    const eventId = newId("event");
    await tx.insert(events).values({
      tenantId: backOffice,
      id: eventId,
      type: testEventType,
      objectId: endpointId,
      occurredAt: ctx.now,
      data: { message: "This is a test." },
    });
    const deliveryId = newId("delivery");
    await tx
      .insert(webhookDeliveries)
      .values({ id: deliveryId, endpointId, eventId, nextTryAt: ctx.now, createdAt: ctx.now });
    await enqueueDelivering(tx, endpointId);
    await audit({ action: "webhook_endpoint.test", after: { endpoint: endpoint.url } });
    return { deliveryId };
  },
});
