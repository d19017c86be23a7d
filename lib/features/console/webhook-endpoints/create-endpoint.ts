import { z } from "zod";
import { webhookEndpoints } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { newSigningSecret } from "@/lib/features/console/webhook-delivery/open-secrets";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { endpointFields, requirePublicHost } from "./endpoint-fields";

/** Each event is sent to each of them, so there must be an end. */
const mostEndpoints = 50;

/** The secret is in this answer and nowhere else. */
export type EndpointSecret = { endpointId: Id<"webhookEndpoint">; secret: string };

/** Makes an endpoint. What happens from now on is sent to it. */
export const createEndpoint = useCase(staff("webhooks.manage"), {
  input: z.strictObject(endpointFields),
  outside: ({ input }) => requirePublicHost(input.url),
  async write({ ctx, input, tx, audit }): Promise<EndpointSecret> {
    if ((await tx.$count(webhookEndpoints)) >= mostEndpoints)
      throw new Refused("limit_reached", { params: { maximum: mostEndpoints } });
    const endpointId = newId("webhookEndpoint");
    const secret = newSigningSecret();
    await tx.insert(webhookEndpoints).values({
      id: endpointId,
      ...input,
      sealedSecret: sealSecret(secret, endpointId),
      createdBy: actorName(ctx),
      createdAt: ctx.now,
    });
    await audit({ action: "webhook_endpoint.create", after: { endpoint: input.url, types: input.types } });
    return { endpointId, secret };
  },
});
