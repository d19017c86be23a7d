import { type NextRequest, NextResponse } from "next/server";
import { framedToken } from "@/lib/auth/dashboard-cookie";
import { dashboardOfCookie, dashboardOfId } from "@/lib/features/people/dashboard-sessions/find-dashboard";

/**
 * Gives every page a content security policy with a nonce of its own. Next reads the nonce from the request's
 * policy and puts it on its scripts; app/layout.tsx reads `x-nonce` for the parts that render tags themselves.
 * Authorisation does not happen here: each page and each action asks for itself.
 */
export async function proxy(request: NextRequest) {
  // No database holds a zero character, so a filter or a name with one finds nothing: it is read without.
  if (request.url.includes("%00")) return NextResponse.redirect(request.url.replaceAll("%00", ""));
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce, {
    development: process.env.NODE_ENV === "development",
    ancestors: (await frameOrigin(request)) ?? "'none'",
    https: (request.headers.get("x-forwarded-proto") ?? request.nextUrl.protocol).startsWith("https"),
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // Pages do not know their own address; who has to sign in first comes back to it.
  headers.set("x-page", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * The only site that may show this page in a frame: the one for which the SaaS has opened it, if the settings still allow
 * it. All other pages stand in no frame.
 */
async function frameOrigin(request: NextRequest): Promise<string | null> {
  const ended = /^\/open\/ended\/([^/]+)$/.exec(request.nextUrl.pathname)?.[1];
  if (ended) return (await dashboardOfId(ended))?.embedOrigin ?? null;
  const token = framedToken(request.cookies);
  return token ? ((await dashboardOfCookie(token))?.embedOrigin ?? null) : null;
}

type Circumstances = { development: boolean; https: boolean; ancestors: string };

function contentSecurityPolicy(nonce: string, at: Circumstances) {
  return [
    "default-src 'self'",
    // React's development build evaluates strings to rebuild server stacks.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${at.development ? " 'unsafe-eval'" : ""}`,
    // Next's error overlay writes its own style tags.
    at.development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Widths of bars and positions of popups are style attributes; they can load and run nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${at.development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    `frame-ancestors ${at.ancestors}`,
    ...(at.https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export const config = {
  matcher: [
    {
      source:
        "/((?!api/|_next/static|_next/image|icon.svg|favicon.ico|apple-icon.png|icon-192.png|icon-512.png|manifest.webmanifest).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};
