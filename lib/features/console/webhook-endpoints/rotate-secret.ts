import { eq } from "drizzle-orm";
import { z } from "zod";
import { webhookEndpoints } from "@/drizzle/schema";
import { secretOverlapHours } from "@/lib/domain/events/retry-schedule";
import { newSigningSecret } from "@/lib/features/console/webhook-delivery/open-secrets";
import { id } from "@/lib/features/foundation/input/id";
import { sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { EndpointSecret } from "./create-endpoint";
import { lockedEndpoint } from "./locked-endpoint";

const hourMs = 3_600_000;

/**
 * Gives an endpoint another secret. For a day both sign, so that the receiver can change it in its own time; or none but the
 * new one from now on, if the old one has become known. Each time it is another secret: of two that follow each other the
 * newest and the one before it count.
 */
export const rotateSecret = useCase(staff("webhooks.manage"), {
  input: z.strictObject({ endpointId: id("webhookEndpoint"), keepsFormer: z.boolean() }),
  async write({ ctx, input: { endpointId, keepsFormer }, tx, audit }): Promise<EndpointSecret> {
    const { url, sealedSecret } = await lockedEndpoint(tx, endpointId);
    const secret = newSigningSecret();
    await tx
      .update(webhookEndpoints)
      .set({
        sealedSecret: sealSecret(secret, endpointId),
        sealedFormerSecret: keepsFormer ? sealedSecret : null,
        formerUntil: keepsFormer ? new Date(ctx.now.getTime() + secretOverlapHours * hourMs) : null,
      })
      .where(eq(webhookEndpoints.id, endpointId));
    await audit({
      action: "webhook_endpoint.rotate_secret",
      after: { endpoint: url, hours: keepsFormer ? secretOverlapHours : 0 },
    });
    return { endpointId, secret };
  },
});
