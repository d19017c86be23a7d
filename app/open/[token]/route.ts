import { NextResponse } from "next/server";
import { callerOf } from "@/lib/auth/caller";
import { dashboardCookie } from "@/lib/auth/dashboard-cookie";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { dashboardOfLink } from "@/lib/features/people/dashboard-sessions/find-dashboard";
import { openDashboardSession } from "@/lib/features/people/dashboard-sessions/open-dashboard-session";
import { dashboardLocaleCookie } from "@/lib/i18n/preference";

type Params = Promise<{ token: string }>;

/** The address is a secret for a minute, so nothing keeps it and nobody is told of it. */
const quiet = { "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex" };

/**
 * Where the SaaS's server sends a browser: opens the link's page and signs in there. A link that was used, or that came
 * too late, shows the way back. What a browser fetches ahead of time uses nothing up.
 */
export async function GET(request: Request, { params }: { params: Params }) {
  if (/prefetch|prerender/.test(request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? ""))
    return new NextResponse(null, { status: 503, headers: quiet });
  const { token } = await params;
  const ctx = visitorContext(await readClock(), newId("audit"));
  const opened = await openDashboardSession(ctx, { token, ...callerOf(request.headers) });
  if (!opened.ok) {
    const link = await dashboardOfLink(token);
    return seeOther(`/open/ended/${link?.id ?? "unknown"}`);
  }
  const { target, sessionToken, locale, ...session } = opened.value;
  const response = seeOther(target);
  const { name, ...options } = dashboardCookie(session);
  response.cookies.set(name, sessionToken, options);
  if (locale) response.cookies.set(dashboardLocaleCookie, locale, options);
  else response.cookies.set(dashboardLocaleCookie, "", { ...options, maxAge: 0 });
  return response;
}

/** Looking whether there is something opens nothing. */
export const HEAD = () => new NextResponse(null, { status: 200, headers: quiet });

const seeOther = (location: string) =>
  new NextResponse(null, { status: 303, headers: { ...quiet, location } });
