import { and, eq, isNull, or, sql } from "drizzle-orm";
import { idempotentRequests } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

/** One write as its sender names it: their API key and their `Idempotency-Key`. */
export type RequestName = { keyId: Id<"apiKey">; idempotencyKey: string };

export type StoredAnswer = { status: number; headers: Record<string, string>; body: Buffer };

export type Claim =
  /** Nobody does it: the caller does, and keeps the answer under this time. */
  | { kind: "claimed"; startedAt: Date }
  | { kind: "answered"; answer: StoredAnswer }
  | { kind: "running" }
  /** The same key was sent with something else. */
  | { kind: "mismatch" };

/** By the database's clock, which all processes share. A process that has not answered by then has ended. */
const isAbandoned = sql`${idempotentRequests.startedAt} < clock_timestamp() - interval '1 minute'`;
const isOver = sql`${idempotentRequests.startedAt} < clock_timestamp() - interval '24 hours'`;

/**
 * Commits that a write begins, so that of two at once only one is done. What was begun and never answered is begun again,
 * which is safe because use-cases are.
 */
export function claimRequest({ keyId, idempotencyKey }: RequestName, fingerprint: string): Promise<Claim> {
  const fresh = { fingerprint, startedAt: sql`clock_timestamp()`, status: null, headers: null, body: null };
  return acrossTenants(async (tx) => {
    const [claimed] = await tx
      .insert(idempotentRequests)
      .values({ keyId, idempotencyKey, fingerprint })
      .onConflictDoUpdate({
        target: [idempotentRequests.keyId, idempotentRequests.idempotencyKey],
        set: fresh,
        setWhere: or(
          isOver,
          and(
            isAbandoned,
            isNull(idempotentRequests.status),
            eq(idempotentRequests.fingerprint, fingerprint),
          ),
        ),
      })
      .returning({ startedAt: idempotentRequests.startedAt });
    if (claimed) return { kind: "claimed", startedAt: claimed.startedAt };
    const [known] = await tx.select().from(idempotentRequests).where(isNamed({ keyId, idempotencyKey }));
    // Its row was given up just now: whoever asks again begins anew.
    if (!known) return { kind: "running" };
    if (known.fingerprint !== fingerprint) return { kind: "mismatch" };
    const { status, headers, body } = known;
    if (status === null) return { kind: "running" };
    return { kind: "answered", answer: { status, headers: headers ?? {}, body: body ?? Buffer.alloc(0) } };
  });
}

/** Keeps the answer, unless another process has begun the same write again in the meantime. */
export const keepAnswer = (name: RequestName, startedAt: Date, answer: StoredAnswer): Promise<void> =>
  acrossTenants(async (tx) => {
    await tx.update(idempotentRequests).set(answer).where(isOwn(name, startedAt));
  });

/** Nothing came of it that holds: the same key may begin it again at once. */
export const giveUpRequest = (name: RequestName, startedAt: Date): Promise<void> =>
  acrossTenants(async (tx) => {
    await tx.delete(idempotentRequests).where(isOwn(name, startedAt));
  });

/** Deletes what is older than a day, `batch` rows at most; says how many. */
export async function forgetAnswers(tx: Transaction, batch: number): Promise<number> {
  const named = sql`(${idempotentRequests.keyId}, ${idempotentRequests.idempotencyKey}) in (select key_id, idempotency_key
    from idempotent_requests where started_at < clock_timestamp() - interval '24 hours' limit ${batch})`;
  return (await tx.delete(idempotentRequests).where(named)).rowCount ?? 0;
}

const isNamed = ({ keyId, idempotencyKey }: RequestName) =>
  and(eq(idempotentRequests.keyId, keyId), eq(idempotentRequests.idempotencyKey, idempotencyKey));

const isOwn = (name: RequestName, startedAt: Date) =>
  and(isNamed(name), eq(idempotentRequests.startedAt, startedAt), isNull(idempotentRequests.status));
