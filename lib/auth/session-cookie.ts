import { publicUrl } from "@/lib/env";

const name = "next-auth.session-token";

/** next-auth's session cookie: behind https it has a prefix. */
export const isSessionCookie = (cookie: string): boolean => cookie === name || cookie === `__Secure-${name}`;

/** The cookie as next-auth makes it by itself, for what we set beside it. */
export function sessionCookie() {
  const secure = publicUrl().startsWith("https://");
  return {
    name: secure ? `__Secure-${name}` : name,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  };
}
