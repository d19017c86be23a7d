import { randomUUID } from "node:crypto";
import { isNotNull } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";
import { hashOf, newSecret, newSignaturePair, prefixOf } from "./secret";

/** A new key with its secret, which is shown once. Of a `signature` key the secret signs, and is never sent. */
export type NewApiKey =
  | { kind: "bearer"; keyId: Id<"apiKey">; secret: string }
  | { kind: "signature"; keyId: Id<"apiKey">; saasId: string; accessKey: string; secret: string };

type Row = Omit<typeof apiKeys.$inferInsert, "prefix">;

/** Writes a key with a new secret, and returns that. */
export const writeKey = (tx: Transaction, row: Row): Promise<NewApiKey> =>
  row.kind === "signature" ? makeSignature(tx, row) : makeBearer(tx, row);

async function makeBearer(tx: Transaction, row: Row): Promise<NewApiKey> {
  const secret = newSecret();
  await tx.insert(apiKeys).values({ ...row, prefix: prefixOf(secret), secretHash: hashOf(secret) });
  return { kind: "bearer", keyId: row.id, secret };
}

async function makeSignature(tx: Transaction, row: Row): Promise<NewApiKey> {
  const { accessKey, secret } = newSignaturePair();
  // One id for the whole SaaS, made with its first key. Two first keys at once would have two, and both work.
  const [earlier] = await tx
    .select({ saasId: apiKeys.saasId })
    .from(apiKeys)
    .where(isNotNull(apiKeys.saasId))
    .orderBy(apiKeys.id)
    .limit(1);
  const saasId = earlier?.saasId ?? randomUUID();
  const sealedSecret = sealSecret(secret, row.id);
  await tx.insert(apiKeys).values({ ...row, prefix: prefixOf(accessKey), saasId, accessKey, sealedSecret });
  return { kind: "signature", keyId: row.id, saasId, accessKey, secret };
}
