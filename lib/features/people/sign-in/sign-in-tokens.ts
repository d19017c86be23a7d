import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { signInTokens, users } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

const hash = (token: string) => createHash("sha256").update(token).digest("hex");

/** Keeps a sign-in link's token as a hash, so that reading the database signs nobody in. */
export async function storeSignInToken(email: string, token: string, expiresAt: Date): Promise<void> {
  await acrossTenants((tx) => tx.insert(signInTokens).values({ email, tokenHash: hash(token), expiresAt }));
}

/** Takes a token out: it works once. Returns when it expires, or null if it was never given or already used. */
export async function takeSignInToken(email: string, token: string): Promise<Date | null> {
  const [row] = await acrossTenants((tx) =>
    tx
      .delete(signInTokens)
      .where(and(eq(signInTokens.email, email), eq(signInTokens.tokenHash, hash(token))))
      .returning(),
  );
  return row?.expiresAt ?? null;
}

/** A link that worked proves that the address is the person's. */
export async function markEmailVerified(userId: Id<"user">, at: Date): Promise<void> {
  await acrossTenants((tx) => tx.update(users).set({ emailVerifiedAt: at }).where(eq(users.id, userId)));
}
