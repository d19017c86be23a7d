import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { activeUsers, installationKeys } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { type Opened, openSecret, sealSecret } from "@/lib/features/foundation/secrets/sealed-secret";

/** What stands for a user in the count of active users. */
export type UserKeyOf = (userId: string) => string;

const name = "active users";
let known: Promise<UserKeyOf> | undefined;

/**
 * 128 bits of HMAC-SHA256 as hex, by a key that this installation keeps for good in its database, sealed with AUTH_SECRET:
 * two users never meet (a collision among a billion is a chance of 1 in 10²⁰), and a database that leaves without
 * AUTH_SECRET names nobody. When AUTH_SECRET changes the former one must be said too (AUTH_SECRET_BEFORE), since with
 * another key everybody would be counted a second time; without it this throws.
 */
export function userKeys(): Promise<UserKeyOf> {
  known ??= acrossTenants(readOrMakeKey)
    .then(keyed)
    .catch((error) => {
      known = undefined;
      throw error;
    });
  return known;
}

/** Reads the key again at the next use, for processes that go to another database. */
export function forgetUserKeys(): void {
  known = undefined;
}

const keyed =
  (key: Buffer): UserKeyOf =>
  (userId) =>
    createHmac("sha256", key).update(userId).digest("hex").slice(0, 32);

async function readOrMakeKey(tx: Transaction): Promise<Buffer> {
  const read = () => tx.select().from(installationKeys).where(eq(installationKeys.name, name));
  let [row] = await read();
  if (!row) {
    const key = sealSecret((await firstKey(tx)).toString("hex"), name);
    // Of several processes at their first use one makes it; the others take that one.
    await tx.insert(installationKeys).values({ name, key, madeAt: sql`now()` }).onConflictDoNothing();
    [row] = await read();
  }
  invariant(row, "a key that was just made is there");
  const { secret, isFormer } = opened(row.key);
  if (isFormer)
    await tx
      .update(installationKeys)
      .set({ key: sealSecret(secret, name) })
      .where(and(eq(installationKeys.name, name), eq(installationKeys.key, row.key)));
  return Buffer.from(secret, "hex");
}

/** Earlier versions kept it as it is. */
const isPlain = /^[0-9a-f]{64}$/;

function opened(kept: string): Opened {
  const found = isPlain.test(kept) ? { secret: kept, isFormer: true } : openSecret(kept, name);
  if (!found)
    throw new Error(
      "The key of active users was sealed with another AUTH_SECRET. Set that one as AUTH_SECRET_BEFORE (docs/operations.md).",
    );
  return found;
}

/** Users who were counted before the key was kept have theirs derived from AUTH_SECRET: that one is kept for them. */
async function firstKey(tx: Transaction): Promise<Buffer> {
  const [someone] = await tx.select({ month: activeUsers.month }).from(activeUsers).limit(1);
  if (!someone) return randomBytes(32);
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "choba active users", 32));
}
