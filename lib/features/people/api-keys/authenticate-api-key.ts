import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import { type Answer, type KnownAnswers, knownAnswers } from "@/lib/db/known-answers";
import type { KnownEpoch } from "@/lib/db/known-epoch";
import { acrossTenants } from "@/lib/db/transaction";
import type { ApiScope } from "@/lib/domain/access/actions";
import type { Actor } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import { openSecret, sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";
import { bearerSecret } from "./credential-of";
import { hashOf } from "./secret";
import { hasWrongMinute, isSignedBy, readClaim, type SignedRequest } from "./signature";

/** Of a right key that is past its end: its owner is told so. */
export type KeyEnded = "key_ended";

/** `known`: under what the process remembered the caller; null: the database was asked. */
export type Caller = { actor: Actor; known: KnownEpoch | null };

/** `asks`: of the database, whatever the process remembers, so that a revoked key ends at once. */
type Asking = { asks: boolean };

/**
 * Who is behind an `Authorization: Bearer choba_…` header, or null. The key is found by its hash, so how long that takes
 * says nothing about any secret. `readNow` gives Choba's time and is asked for keys with an end only.
 */
export async function authenticateApiKey(
  header: string | undefined,
  readNow: () => Promise<Date>,
  asking: Asking = { asks: true },
): Promise<Caller | KeyEnded | null> {
  const secret = bearerSecret(header);
  if (!secret) return null;
  return callerOf(await bearers.find(hashOf(secret), asking), readNow);
}

/** The same key once more, after something changed that a write's caller was known by. */
export const authenticateAgain = async (
  keyId: Id<"apiKey">,
  readNow: () => Promise<Date>,
): Promise<Caller | KeyEnded | null> => callerOf(await keys.find(keyId, { asks: true }), readNow);

/** True for a header in SaaSus's scheme, whose request has to be read whole before anything is known of its sender. */
export const isSigned = (header: string | undefined): boolean => /^SAASUSSIGV1\s/i.test(header ?? "");

/** What the sender of a signature that would otherwise be right has to mend. Strangers learn nothing by it. */
export type SignatureProblem = "wrong_minute" | "wrong_saas_id";

/**
 * Who signed a request (`SAASUSSIGV1`), what is wrong with a signature made with the right secret, or null. `machineNow`
 * is the time of the real world, by which senders sign; the body is only read for a key that exists.
 */
export async function authenticateSignature(
  header: string | undefined,
  machineNow: Date,
  read: () => Promise<SignedRequest>,
  readNow: () => Promise<Date>,
  asking: Asking = { asks: true },
): Promise<Caller | SignatureProblem | KeyEnded | null> {
  const claim = readClaim(header);
  if (!claim) return null;
  const answer = await signers.find(claim.accessKey, asking);
  const key = answer.value;
  const opened = key?.sealedSecret ? openSecret(key.sealedSecret, key.id) : null;
  if (!key?.sealedSecret || !opened) return null;
  const request = await read();
  if (!isSignedBy(opened.secret, claim, request, machineNow))
    return hasWrongMinute(opened.secret, claim, request, machineNow) ? "wrong_minute" : null;
  if (key.saasId !== claim.saasId) return "wrong_saas_id";
  if (opened.isFormer) await sealAnew(key.id, key.sealedSecret, opened.secret);
  return callerOf(answer, readNow);
}

const sealAnew = (id: Id<"apiKey">, sealed: string, secret: string) =>
  acrossTenants((tx) =>
    tx
      .update(apiKeys)
      .set({ sealedSecret: sealSecret(secret, id) })
      .where(and(eq(apiKeys.id, id), eq(apiKeys.sealedSecret, sealed))),
  );

type KnownKey = {
  id: Id<"apiKey">;
  scopes: ApiScope[];
  tenantIds: Id<"tenant">[] | null;
  saasId: string | null;
  sealedSecret: string | null;
  endsAt: Date | null;
};

async function callerOf(
  { value: key, known }: Answer<KnownKey>,
  readNow: () => Promise<Date>,
): Promise<Caller | KeyEnded | null> {
  if (!key) return null;
  if (key.endsAt && key.endsAt <= (await readNow())) return "key_ended";
  return { actor: { kind: "api_key", keyId: key.id, scopes: key.scopes, tenantIds: key.tenantIds }, known };
}

const bearers = keysBy("secretHash");
const signers = keysBy("accessKey");
const keys = keysBy("id");

/** Finds keys that are not revoked by one of their columns. */
function keysBy(column: "secretHash" | "accessKey" | "id"): KnownAnswers<KnownKey> {
  return knownAnswers({
    async ask(values) {
      const rows = await acrossTenants((tx) =>
        tx
          .select({
            value: apiKeys[column],
            id: apiKeys.id,
            scopes: apiKeys.scopes,
            tenantIds: apiKeys.tenantIds,
            saasId: apiKeys.saasId,
            sealedSecret: apiKeys.sealedSecret,
            endsAt: apiKeys.endsAt,
          })
          .from(apiKeys)
          .where(and(inArray(sql`${apiKeys[column]}`, values), isNull(apiKeys.revokedAt))),
      );
      return new Map(rows.flatMap(({ value, ...key }) => (value === null ? [] : [[value, key]])));
    },
  });
}
