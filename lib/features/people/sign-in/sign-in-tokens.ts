import { and, eq, isNull } from "drizzle-orm";
import { signInTokens } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { tokenHash } from "@/lib/features/people/invitations/invitation-token";

/**
 * Keeps a sign-in link's token as a hash, so that reading the database signs nobody in.
 * @param browser the cookie of the browser that asked for the link
 */
export async function storeSignInToken(
  email: string,
  token: string,
  expiresAt: Date,
  browser: string,
): Promise<void> {
  const row = { email, tokenHash: tokenHash(token), browserHash: tokenHash(browser), expiresAt };
  await acrossTenants((tx) => tx.insert(signInTokens).values(row));
}

export type SignInLinkState = "ready" | "used" | "expired" | "unknown";

/**
 * What a link would do, without using it up: programs that look for harm in mails open every link.
 * @param browser the cookie of the browser that opens it, if it has one
 */
export async function readSignInToken(
  email: string,
  token: string,
  browser: string | undefined,
): Promise<{ state: SignInLinkState; isSameBrowser: boolean }> {
  const [row] = await acrossTenants((tx) => tx.select().from(signInTokens).where(named(email, token)), {
    readsOnly: true,
  });
  const isSameBrowser = row !== undefined && browser !== undefined && row.browserHash === tokenHash(browser);
  if (!row) return { state: "unknown", isSameBrowser };
  if (row.usedAt) return { state: "used", isSameBrowser };
  return { state: row.expiresAt <= machineNow() ? "expired" : "ready", isSameBrowser };
}

/** Uses a token up: it works once. Returns when it expires, or null if it was never given or already used. */
export async function takeSignInToken(email: string, token: string): Promise<Date | null> {
  const [row] = await acrossTenants((tx) =>
    tx
      .update(signInTokens)
      .set({ usedAt: machineNow() })
      .where(and(named(email, token), isNull(signInTokens.usedAt)))
      .returning({ expiresAt: signInTokens.expiresAt }),
  );
  return row?.expiresAt ?? null;
}

const named = (email: string, token: string) =>
  and(eq(signInTokens.email, email), eq(signInTokens.tokenHash, tokenHash(token)));
