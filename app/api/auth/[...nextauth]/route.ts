import { type NextRequest, NextResponse } from "next/server";
import NextAuth from "next-auth";
import { isSameOrigin } from "@/app/preferences/is-same-origin";
import type { Asked } from "@/lib/auth/adapter";
import { markAskingBrowser } from "@/lib/auth/asking-browser";
import { callerOf } from "@/lib/auth/caller";
import { judgeLinkRequest } from "@/lib/auth/link-limit";
import { authOptions } from "@/lib/auth/options";
import { publicUrl } from "@/lib/env";

type Route = { params: Promise<{ nextauth: string[] }> };

/** What next-auth writes itself, for a broken request, is a page without scripts. */
const bareCsp = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

async function answer(request: NextRequest, route: Route, browser?: string): Promise<Response> {
  const asked = { caller: callerOf(request.headers), by: await wayOf(route), browser };
  const response = await NextAuth(request, route, authOptions(asked));
  response.headers.set("content-security-policy", bareCsp);
  return response;
}

async function wayOf({ params }: Route): Promise<Asked["by"]> {
  const [action, provider] = (await params).nextauth;
  return action === "callback" && (provider === "oidc" || provider === "demo") ? provider : "link";
}

const to = (path: string): Response => NextResponse.redirect(`${publicUrl()}${path}`, 303);

/** A mailed link signs nobody in by being opened: programs that look for harm in mails open every link. */
export async function GET(request: NextRequest, route: Route): Promise<Response> {
  if (await isMailedLink(route)) return to(`/sign-in/link${request.nextUrl.search}`);
  return answer(request, route);
}

/** As GET, but asking for a sign-in link is limited, per address and per caller, and a link is pressed on its own page. */
export async function POST(request: NextRequest, route: Route): Promise<Response> {
  const { nextauth } = await route.params;
  // next-auth looks at the first two parts only, so a longer address would pass by this gate.
  if (nextauth.length > 2) return NextResponse.json({}, { status: 404 });
  if ((await isMailedLink(route)) && !isSameOrigin(request.headers))
    return to(`/sign-in/link${request.nextUrl.search}`);
  if (nextauth.join("/") !== "signin/email") return answer(request, route);
  const form = await request
    .clone()
    .formData()
    .catch(() => new FormData());
  // next-auth takes the last value of a repeated field. Our forms repeat none, so this one is refused.
  const emails = form.getAll("email");
  const verdict = await judgeLinkRequest({
    email: emails.length === 1 ? String(emails[0]) : "",
    caller: callerOf(request.headers).address,
  });
  if (verdict === "welcome") return answer(request, route, await markAskingBrowser());
  const path = `/sign-in?error=${verdict === "too_many" ? "TooMany" : "NoAddress"}`;
  if (form.get("json") !== "true") return to(path);
  return NextResponse.json({ url: `${publicUrl()}${path}` }, { status: verdict === "too_many" ? 429 : 422 });
}

const isMailedLink = async ({ params }: Route): Promise<boolean> => {
  const [action, provider] = (await params).nextauth;
  return action === "callback" && provider === "email";
};
