import { createHash, randomBytes } from "node:crypto";
import { machineNow } from "@/lib/clock";
import { env } from "@/lib/env";
import { storeSignInToken } from "@/lib/features/people/sign-in/sign-in-tokens";

/** The browser that requested the link follows it at once. */
const linkLivesMs = 60_000;

/**
 * The address that signs in a person who has just proven their mailbox in another way. It is the same
 * single-use link that next-auth mails, kept under the hash that next-auth compares (sha256 of token and
 * secret).
 */
export async function ownSignInLink(
  email: string,
  callbackUrl: string,
  livesMs = linkLivesMs,
): Promise<string> {
  const token = randomBytes(32).toString("hex");
  const hashed = createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex");
  await storeSignInToken(email, hashed, new Date(machineNow().getTime() + livesMs));
  return `/api/auth/callback/email?${new URLSearchParams({ callbackUrl, token, email })}`;
}
