import type { NextAuthOptions } from "next-auth";
import { encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import EmailProvider from "next-auth/providers/email";
import { env, shareAuthUrl } from "@/lib/env";
import { newToken } from "@/lib/features/people/invitations/invitation-token";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { type Asked, adapterFor } from "./adapter";
import { mailSignInLink } from "./mail-sign-in-link";
import { sessionCookie } from "./session-cookie";
import { sessionLife } from "./session-life";
import { linkLivesMs, linkPage } from "./sign-in-link";

/**
 * How people sign in: an e-mail link, OpenID Connect if it is set up, and in the demo one button per person.
 */
export function authOptions({
  caller,
  by = "link",
  browser,
}: Partial<Asked> & Pick<Asked, "caller">): NextAuthOptions {
  shareAuthUrl();
  const adapter = adapterFor({ caller, by, browser });
  const { AUTH_SECRET, CHOBA_DEMO, AUTH_OIDC_ISSUER, AUTH_OIDC_CLIENT_ID, AUTH_OIDC_CLIENT_SECRET } = env();
  return {
    secret: AUTH_SECRET,
    adapter,
    session: {
      strategy: "database",
      maxAge: sessionLife().idleMs / 1000,
      generateSessionToken: newToken,
    },
    cookies: { sessionToken: sessionCookie() },
    jwt: {
      /** next-auth keeps sessions of people who sign in without a proof in a signed cookie. In the demo they are rows too. */
      async encode(made) {
        const userId = made.token?.sub;
        if (!userId) return encode(made);
        const sessionToken = newToken();
        await adapter.createSession?.({ sessionToken, userId, expires: new Date(0) });
        return sessionToken;
      },
    },
    pages: {
      signIn: "/sign-in",
      signOut: "/sessions",
      error: "/sign-in",
      verifyRequest: "/sign-in?sent=1",
    },
    providers: [
      EmailProvider({
        maxAge: linkLivesMs / 1000,
        sendVerificationRequest: sendSignInLink,
      }),
      ...(AUTH_OIDC_ISSUER
        ? [
            {
              id: "oidc",
              name: "OpenID Connect",
              type: "oauth" as const,
              wellKnown: `${AUTH_OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
              clientId: AUTH_OIDC_CLIENT_ID,
              clientSecret: AUTH_OIDC_CLIENT_SECRET,
              authorization: { params: { scope: "openid email profile" } },
              idToken: true,
              checks: ["pkce" as const, "state" as const],
              allowDangerousEmailAccountLinking: true,
              profile: (claims: {
                sub: string;
                email?: string;
                email_verified?: boolean;
                name?: string;
              }) => ({
                id: claims.sub,
                email: claims.email_verified === true ? claims.email : undefined,
                name: claims.name,
              }),
            },
          ]
        : []),
      ...(CHOBA_DEMO
        ? [
            CredentialsProvider({
              id: "demo",
              credentials: { email: { type: "email" } },
              authorize: async (given) => findPerson({ email: given?.email ?? "" }),
            }),
          ]
        : []),
    ],
    callbacks: {
      /** Only people who are known here may sign in; a valid identity of an unknown person is refused. */
      async signIn({ user, profile, email: mail }) {
        // The response to a request for a link is the same for everybody; only a known person is sent a link.
        if (mail?.verificationRequest) return true;
        const claims = profile as { email?: string; email_verified?: boolean } | undefined;
        const email = claims ? (claims.email_verified === true ? claims.email : undefined) : user.email;
        return email ? (await findPerson({ email })) !== null : false;
      },
    },
  };
}

async function sendSignInLink({ identifier: email, url, token }: SentLink): Promise<void> {
  const person = await findPerson({ email });
  // An unknown address gets the same response and no mail, so nobody learns who has an account here.
  if (!person) return;
  const callbackUrl = new URL(url).searchParams.get("callbackUrl") ?? "/";
  await mailSignInLink(person, linkPage({ email, token, callbackUrl }));
}

type SentLink = { identifier: string; url: string; token: string };
