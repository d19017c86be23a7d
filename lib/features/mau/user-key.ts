import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { activeUsers, installationKeys } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import { env } from "@/lib/env";

/** What stands for a user in the count of active users. */
export type UserKeyOf = (userId: string) => string;

const name = "active users";
let known: Promise<UserKeyOf> | undefined;

/**
 * 128 bits of HMAC-SHA256 as hex, by a key that this installation keeps for good in its database: a user stays the same
 * user when AUTH_SECRET changes, two users never meet (a collision among a billion is a chance of 1 in 10²⁰), and rows
 * that leave the database without that key name nobody.
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

/** Reads the key anew at the next use, for processes that go to another database. */
export function forgetUserKeys(): void {
  known = undefined;
}

export const keyed =
  (key: Buffer): UserKeyOf =>
  (userId) =>
    createHmac("sha256", key).update(userId).digest("hex").slice(0, 32);

async function readOrMakeKey(tx: Transaction): Promise<Buffer> {
  const read = () => tx.select().from(installationKeys).where(eq(installationKeys.name, name));
  let [row] = await read();
  if (!row) {
    const key = (await firstKey(tx)).toString("hex");
    // Of several processes at their first use one makes it; the others take that one.
    await tx.insert(installationKeys).values({ name, key, madeAt: sql`now()` }).onConflictDoNothing();
    [row] = await read();
  }
  invariant(row, "a key that was just made is there");
  return Buffer.from(row.key, "hex");
}

/** Users who were counted before the key was kept have theirs derived from AUTH_SECRET: that one is kept for them. */
async function firstKey(tx: Transaction): Promise<Buffer> {
  const [someone] = await tx.select({ month: activeUsers.month }).from(activeUsers).limit(1);
  if (!someone) return randomBytes(32);
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "choba active users", 32));
}
