import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { openSecret, sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";

type Endpoint = typeof webhookEndpoints.$inferSelect;

/** As Standard Webhooks writes a secret: 32 random bytes. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/**
 * The secrets that sign what is sent at `now`, the present one first; none if the present one was sealed with an AUTH_SECRET
 * that is gone. What was sealed with the former AUTH_SECRET is sealed anew, so that that can go.
 */
export async function openSecrets(tx: Transaction, endpoint: Endpoint, now: Date): Promise<string[]> {
  const { id, sealedSecret, sealedFormerSecret, formerUntil } = endpoint;
  const present = openSecret(sealedSecret, id);
  if (!present) return [];
  const counts = formerUntil !== null && formerUntil > now;
  const former = counts && sealedFormerSecret !== null ? openSecret(sealedFormerSecret, id) : null;
  if (present.isFormer || former?.isFormer)
    await tx
      .update(webhookEndpoints)
      .set({
        sealedSecret: sealSecret(present.secret, id),
        sealedFormerSecret: former && sealSecret(former.secret, id),
      })
      .where(eq(webhookEndpoints.id, id));
  return former ? [present.secret, former.secret] : [present.secret];
}
