import { and, eq, inArray, isNull } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import { type GroupCommit, groupCommit } from "@/lib/db/group-commit";
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

/**
 * Who is behind an `Authorization: Bearer choba_…` header, or null. The key is found by its hash, so how long that takes
 * says nothing about any secret. `readNow` gives Choba's time and is asked for keys with an end only. Asked for each request, so that a revoked key ends at once in every process; requests
 * that come together ask together.
 */
export async function authenticateApiKey(
  header: string | undefined,
  readNow: () => Promise<Date>,
): Promise<Actor | KeyEnded | null> {
  const secret = bearerSecret(header);
  if (!secret) return null;
  const [key = null] = await bearers.submit([hashOf(secret)]);
  return key && callerOf(key, readNow);
}

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
): Promise<Actor | SignatureProblem | KeyEnded | null> {
  const claim = readClaim(header);
  if (!claim) return null;
  const [key = null] = await signers.submit([claim.accessKey]);
  const opened = key?.sealedSecret ? openSecret(key.sealedSecret, key.id) : null;
  if (!key?.sealedSecret || !opened) return null;
  const request = await read();
  if (!isSignedBy(opened.secret, claim, request, machineNow))
    return hasWrongMinute(opened.secret, claim, request, machineNow) ? "wrong_minute" : null;
  if (key.saasId !== claim.saasId) return "wrong_saas_id";
  if (opened.isFormer) await sealAnew(key.id, key.sealedSecret, opened.secret);
  return callerOf(key, readNow);
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
  { id, scopes, tenantIds, endsAt }: KnownKey,
  readNow: () => Promise<Date>,
): Promise<Actor | KeyEnded> {
  if (endsAt && endsAt <= (await readNow())) return "key_ended";
  return { kind: "api_key", keyId: id, scopes, tenantIds };
}

const bearers = lookups("secretHash");
const signers = lookups("accessKey");

/** Finds keys that are not revoked by one of their columns. */
function lookups(column: "secretHash" | "accessKey"): GroupCommit<string, KnownKey | null> {
  return groupCommit<string, KnownKey | null>({
    lanes: 2,
    mostAtOnce: 1_000,
    mostWaiting: 100_000,
    mayBeOneItem: () => false,
    async write(values) {
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
          .where(and(inArray(apiKeys[column], [...new Set(values)]), isNull(apiKeys.revokedAt))),
      );
      const found = new Map(rows.map(({ value, ...key }) => [value, key]));
      return values.map((value) => found.get(value) ?? null);
    },
  });
}
