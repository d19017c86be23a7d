import { eq, sql } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

const noted = new Map<Id<"apiKey">, number>();
const everyMs = 60_000;

/**
 * Remembers that a key was used, at most once a minute for each key and process, beside the request and not in it. If it
 * fails nobody waits for it: the next minute tells again.
 */
export function noteUse(keyId: Id<"apiKey">, now: Date): Promise<void> {
  const last = noted.get(keyId);
  // The demo's clock may also go back.
  if (last !== undefined && Math.abs(now.getTime() - last) < everyMs) return Promise.resolve();
  noted.set(keyId, now.getTime());
  const at = sql`greatest(${apiKeys.lastUsedAt}, ${now.toISOString()}::timestamptz)`;
  return acrossTenants(async (tx) => {
    await tx.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, keyId));
  }).catch((error) => {
    console.warn("the last use of an API key was not kept:", error instanceof Error ? error.name : error);
  });
}
