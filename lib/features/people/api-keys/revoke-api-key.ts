import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { apiKeys } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** Ends a key at once and for good. Revoking it again keeps the first time. */
export const revokeApiKey = useCase(staff("api_keys.manage"), {
  input: z.strictObject({ keyId: z.string() }),
  async write({ ctx, tx, input, audit }): Promise<{ revokedAt: Date | null }> {
    const keyId = input.keyId as Id<"apiKey">;
    const [key] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${ctx.now.toISOString()}::timestamptz)` })
      .where(eq(apiKeys.id, keyId))
      .returning({ revokedAt: apiKeys.revokedAt });
    if (!key) throw new Refused("not_found");
    await audit({ action: "api_key.revoke", before: { keyId } });
    return key;
  },
});
