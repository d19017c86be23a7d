import { cookies } from "next/headers";
import { NextResponse } from "next/server";
import { isSameOrigin } from "@/app/preferences/is-same-origin";
import { framedToken } from "@/lib/auth/dashboard-cookie";
import { onTenant } from "@/lib/auth/guard";
import { textOf } from "@/lib/auth/sent";
import { leaveFrame } from "@/lib/features/people/dashboard-sessions/leave-frame";
import { refusalStatus } from "@/lib/http/status";

/** A page in a frame asks where its top window goes on: `{ to }` → `{ url }`. */
export async function POST(request: Request, { params }: { params: Promise<{ tenant: string }> }) {
  if (!isSameOrigin(request.headers)) return new NextResponse(null, { status: 403 });
  const [{ tenant }, jar, body] = await Promise.all([
    params,
    cookies(),
    request.json().catch(() => null) as Promise<{ to?: unknown } | null>,
  ]);
  const input = { sessionToken: framedToken(jar) ?? "", to: textOf(body?.to) };
  const left = await onTenant(tenant, (ctx, tenantId) => leaveFrame(ctx, tenantId, input));
  return left.ok
    ? NextResponse.json(left.value, { headers: { "cache-control": "no-store" } })
    : NextResponse.json({ type: left.refusal.code }, { status: refusalStatus[left.refusal.code] });
}
