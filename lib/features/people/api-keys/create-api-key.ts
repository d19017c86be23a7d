import { randomUUID } from "node:crypto";
import { isNotNull } from "drizzle-orm";
import { z } from "zod";
import { apiKeys } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { apiScopes } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import { requiredLine } from "@/lib/features/foundation/input/input-rules";
import { sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { hashOf, newSecret, newSignaturePair, prefixOf } from "./secret";

/** A new key with its secret, which is shown once. Of a `signature` key the secret signs, and is never sent. */
export type NewApiKey =
  | { kind: "bearer"; keyId: Id<"apiKey">; secret: string }
  | { kind: "signature"; keyId: Id<"apiKey">; saasId: string; accessKey: string; secret: string };

/**
 * Makes a key for the SaaS's own servers; it works for every tenant, within its scopes. The secret is in this answer
 * and nowhere else: a bearer's is kept as a hash, a signature's sealed, since it is needed to check signatures.
 */
export const createApiKey = useCase(staff("api_keys.manage"), {
  input: z.strictObject({
    name: requiredLine(100),
    scopes: z.array(z.enum(apiScopes)).min(1),
    kind: z.enum(["bearer", "signature"]).default("bearer"),
    /** The key ends when this day, in UTC, is over. Left out: it has no end. */
    lastDay: z.iso.date().optional(),
  }),
  async write({ ctx, input, tx, audit }): Promise<NewApiKey> {
    const { name, kind } = input;
    const endsAt = input.lastDay ? endOf(input.lastDay) : null;
    if (endsAt && endsAt <= ctx.now)
      throw new Refused("invalid_input", { fields: [{ field: "lastDay", rule: "ends_in_past" }] });
    const keyId = newId("apiKey");
    const scopes = [...new Set(input.scopes)];
    const row = { id: keyId, name, kind, scopes, endsAt, createdBy: actorName(ctx), createdAt: ctx.now };
    const made = await (kind === "bearer" ? makeBearer(tx, row) : makeSignature(tx, row));
    await audit({
      action: "api_key.create",
      after: { keyId, name, kind, scopes, ...(input.lastDay ? { lastDay: input.lastDay } : {}) },
    });
    return made;
  },
});

const dayMs = 86_400_000;
const endOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs);

type Row = Omit<typeof apiKeys.$inferInsert, "prefix">;

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
