import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { apiKeys } from "@/drizzle/schema";
import { refreshKnownEpoch } from "@/lib/db/known-epoch";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Ends a key at once and for good. Revoking it again keeps the first time. */
export const revokeApiKey = useCase(staff("api_keys.manage"), {
  input: z.strictObject({ keyId: id("apiKey") }),
  async write({ ctx, tx, input: { keyId }, audit }): Promise<{ revokedAt: Date | null }> {
    const [key] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${ctx.now.toISOString()}::timestamptz)` })
      .where(eq(apiKeys.id, keyId))
      .returning({ revokedAt: apiKeys.revokedAt });
    if (!key) throw new Refused("not_found");
    await audit({ action: "api_key.revoke", before: { keyId } });
    return key;
  },
  /** Reads of this process end with it too; those of others a moment later. */
  async afterCommit(_, key) {
    await refreshKnownEpoch();
    return key;
  },
});
