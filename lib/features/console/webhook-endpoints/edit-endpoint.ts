import { eq } from "drizzle-orm";
import { z } from "zod";
import { webhookEndpoints } from "@/drizzle/schema";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { endpointFields, requirePublicHost } from "./endpoint-fields";
import { lockedEndpoint } from "./locked-endpoint";

/** Changes where events are sent, and which. What is on its way already goes to the new address. */
export const editEndpoint = useCase(staff("webhooks.manage"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint"), ...endpointFields }),
  outside: ({ input }) => requirePublicHost(input.url),
  async write({ input: { endpointId, ...after }, tx, audit }): Promise<{ changed: boolean }> {
    const { url, description, types } = await lockedEndpoint(tx, endpointId);
    const before = { url, description, types };
    if (JSON.stringify(before) === JSON.stringify(after)) return { changed: false };
    await tx.update(webhookEndpoints).set(after).where(eq(webhookEndpoints.id, endpointId));
    await audit({
      action: "webhook_endpoint.edit",
      before: { endpoint: url, types },
      after: { endpoint: after.url, types: after.types },
    });
    return { changed: true };
  },
});
