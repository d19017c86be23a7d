import { eq } from "drizzle-orm";
import { z } from "zod";
import { webhookEndpoints } from "@/drizzle/schema";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Deletes an endpoint with its log of deliveries. Deleting it again changes nothing. */
export const deleteEndpoint = useCase(staff("webhooks.manage"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint") }),
  async write({ input: { endpointId }, tx, audit }): Promise<{ deleted: boolean }> {
    const [gone] = await tx
      .delete(webhookEndpoints)
      .where(eq(webhookEndpoints.id, endpointId))
      .returning({ url: webhookEndpoints.url });
    if (gone) await audit({ action: "webhook_endpoint.delete", before: { endpoint: gone.url } });
    return { deleted: gone !== undefined };
  },
});
