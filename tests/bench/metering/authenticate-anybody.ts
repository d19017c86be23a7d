import type { Actor } from "@/lib/domain/access/actor";
import { hashOf, isSecret } from "@/lib/features/people/api-keys/secret";

/** Stands in for the real one where a web process without a database is measured: the same work, and no question. */
export async function authenticateApiKey(header: string | undefined): Promise<Actor | null> {
  const secret = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  if (!secret || !isSecret(secret) || hashOf(secret).length !== 64) return null;
  return { kind: "api_key", keyId: "key_00000000", scopes: ["ingest", "read", "manage"], tenantIds: null };
}
