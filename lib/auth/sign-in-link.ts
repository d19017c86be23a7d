import { createHash } from "node:crypto";
import { machineNow } from "@/lib/clock";
import { env } from "@/lib/env";
import { newToken } from "@/lib/features/people/invitations/invitation-token";
import { readSignInToken, storeSignInToken } from "@/lib/features/people/sign-in/sign-in-tokens";

export const linkLivesMs = 15 * 60 * 1000;

export type SignInLink = { email: string; token: string; callbackUrl: string };

/** The page that a mailed link opens. It signs in nobody before its button is pressed. */
export const linkPage = (link: SignInLink): string => `/sign-in/link?${new URLSearchParams(link)}`;

/** Where the page's button posts to: next-auth uses the token up and signs in. */
export const linkTarget = (link: SignInLink): string =>
  `/api/auth/callback/email?${new URLSearchParams(link)}`;

/**
 * The page of a new link, for whoever asks for one elsewhere than at next-auth. It is kept as next-auth keeps its own.
 * @param browser the cookie of the browser that asks
 */
export async function newSignInLink(email: string, callbackUrl: string, browser: string): Promise<string> {
  const token = newToken();
  await storeSignInToken(
    email,
    asNextAuthHashes(token),
    new Date(machineNow().getTime() + linkLivesMs),
    browser,
  );
  return linkPage({ email, token, callbackUrl });
}

export const readSignInLink = ({ email, token }: SignInLink, browser: string | undefined) =>
  readSignInToken(email, asNextAuthHashes(token), browser);

/** What next-auth gives to its adapter instead of the token itself. */
const asNextAuthHashes = (token: string): string =>
  createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex");
