import { and, inArray, isNull } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import { groupCommit } from "@/lib/db/group-commit";
import { acrossTenants } from "@/lib/db/transaction";
import type { Actor } from "@/lib/domain/access/actor";
import { hashOf, isSecret } from "./secret";

/**
 * Who is behind an `Authorization: Bearer choba_…` header, or null. The key is found by its hash, so how long that takes
 * says nothing about any secret. Asked for each request, so that a revoked key ends at once in every process; requests
 * that come together ask together.
 */
export async function authenticateApiKey(header: string | undefined): Promise<Actor | null> {
  const secret = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  if (!secret || !isSecret(secret)) return null;
  const [actor = null] = await lookups.submit([hashOf(secret)]);
  return actor;
}

const lookups = groupCommit<string, Actor | null>({
  write: findKeys,
  lanes: 2,
  mostAtOnce: 1_000,
  mostWaiting: 100_000,
  mayBeOneItem: () => false,
});

async function findKeys(hashes: string[]): Promise<(Actor | null)[]> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ hash: apiKeys.secretHash, id: apiKeys.id, scopes: apiKeys.scopes })
      .from(apiKeys)
      .where(and(inArray(apiKeys.secretHash, [...new Set(hashes)]), isNull(apiKeys.revokedAt))),
  );
  const found = new Map(
    rows.map(({ hash, id, scopes }) => [hash, { kind: "api_key" as const, keyId: id, scopes }]),
  );
  return hashes.map((hash) => found.get(hash) ?? null);
}
