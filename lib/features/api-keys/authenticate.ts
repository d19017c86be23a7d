import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Actor } from "@/lib/domain/access/actor";
import { hashOf, isSecret } from "./secret";

/**
 * Who is behind an `Authorization: Bearer choba_…` header, or null. The key is found by its hash, so how long that takes
 * says nothing about any secret. Asked for each request: a revoked key ends at once, in every process.
 */
export async function authenticateApiKey(header: string | undefined): Promise<Actor | null> {
  const secret = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  if (!secret || !isSecret(secret)) return null;
  const [key] = await acrossTenants((tx) =>
    tx
      .select({ id: apiKeys.id, scopes: apiKeys.scopes })
      .from(apiKeys)
      .where(and(eq(apiKeys.secretHash, hashOf(secret)), isNull(apiKeys.revokedAt))),
  );
  return key ? { kind: "api_key", keyId: key.id, scopes: key.scopes } : null;
}
