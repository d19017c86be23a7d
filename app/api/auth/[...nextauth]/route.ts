import { type NextRequest, NextResponse } from "next/server";
import NextAuth from "next-auth";
import { judgeLinkRequest } from "@/lib/auth/link-limit";
import { authOptions } from "@/lib/auth/options";
import { machineNow } from "@/lib/clock";
import { publicUrl } from "@/lib/env";
import { clientAddress } from "@/lib/http/client-address";

type Asked = { params: Promise<{ nextauth: string[] }> };

const answer = (request: NextRequest, asked: Asked): Promise<Response> =>
  NextAuth(request, asked, authOptions());

export const GET = answer;

/** As GET, but asking for a sign-in link is limited, per address and per caller. */
export async function POST(request: NextRequest, asked: Asked): Promise<Response> {
  const { nextauth } = await asked.params;
  // next-auth looks at the first two parts only, so a longer address would pass by this gate.
  if (nextauth.length > 2) return NextResponse.json({}, { status: 404 });
  if (nextauth.join("/") !== "signin/email") return answer(request, asked);
  const form = await request
    .clone()
    .formData()
    .catch(() => new FormData());
  // next-auth takes the last value of a repeated field. Our forms repeat none, so this one is refused.
  const emails = form.getAll("email");
  const verdict = judgeLinkRequest({
    email: emails.length === 1 ? String(emails[0]) : "",
    caller: clientAddress(undefined, request.headers.get("x-forwarded-for") ?? undefined),
    now: machineNow(),
  });
  if (verdict === "welcome") return answer(request, asked);
  const url = `${publicUrl()}/sign-in?error=${verdict === "too_many" ? "TooMany" : "NoAddress"}`;
  if (form.get("json") !== "true") return NextResponse.redirect(url, 303);
  return NextResponse.json({ url }, { status: verdict === "too_many" ? 429 : 422 });
}
