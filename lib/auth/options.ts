import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import EmailProvider from "next-auth/providers/email";
import { readClock } from "@/lib/clock";
import { env, shareAuthUrl } from "@/lib/env";
import { markEmailVerified } from "@/lib/features/people/sign-in/sign-in-tokens";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { adapter } from "./adapter";
import { mailSignInLink } from "./mail-sign-in-link";

const linkLivesSeconds = 15 * 60;
const sessionLivesSeconds = 12 * 60 * 60;

/**
 * How people sign in: an e-mail link, OpenID Connect if it is set up, and in the demo one button per person.
 */
export function authOptions(): NextAuthOptions {
  shareAuthUrl();
  const { AUTH_SECRET, CHOBA_DEMO, AUTH_OIDC_ISSUER, AUTH_OIDC_CLIENT_ID, AUTH_OIDC_CLIENT_SECRET } = env();
  return {
    secret: AUTH_SECRET,
    adapter,
    session: { strategy: "jwt", maxAge: sessionLivesSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in?sent=1" },
    providers: [
      EmailProvider({
        maxAge: linkLivesSeconds,
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
      async jwt({ token, user }) {
        if (user?.email) {
          const person = await findPerson({ email: user.email });
          token.sub = person?.id;
          // However they signed in, they have proven the address.
          if (person) await markEmailVerified(person.id, await readClock());
        }
        return token;
      },
      session({ session, token }) {
        return { ...session, userId: token.sub };
      },
    },
  };
}

async function sendSignInLink({ identifier, url }: { identifier: string; url: string }): Promise<void> {
  const person = await findPerson({ email: identifier });
  // An unknown address gets the same response and no mail, so nobody learns who has an account here.
  if (!person) return;
  await mailSignInLink(person, url);
}
