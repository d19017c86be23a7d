import { eq, sql } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { Refused, type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";

/** Ends a key at once and for good. Revoking it again keeps the first time. */
export async function revokeApiKey(
  ctx: Context,
  keyId: Id<"apiKey">,
): Promise<Result<{ revokedAt: Date | null }>> {
  try {
    authoriseConsole(ctx, "api_keys.manage");
    const key = await acrossTenants(async (tx) => {
      const [row] = await tx
        .update(apiKeys)
        .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${ctx.now.toISOString()}::timestamptz)` })
        .where(eq(apiKeys.id, keyId))
        .returning({ revokedAt: apiKeys.revokedAt });
      if (row) await recordAudit(tx, ctx, backOffice, { action: "api_key.revoke", before: { keyId } });
      return row;
    });
    if (!key) throw new Refused("not_found");
    return succeeded(key);
  } catch (error) {
    return answerRefusal(error);
  }
}
