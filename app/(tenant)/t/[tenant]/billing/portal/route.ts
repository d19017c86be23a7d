import { NextResponse } from "next/server";
import { getLocale } from "next-intl/server";
import { requireTenant } from "@/lib/auth/guard";
import { publicUrl } from "@/lib/env";
import { openPortal } from "@/lib/features/payers/payment-account/open-portal";

type Params = Promise<{ tenant: string }>;

/**
 * Where the portal's mail leads: after signing in, to a portal session made for this one visit. A reader who
 * may not open it, or whom Stripe does not answer, lands on the billing dashboard.
 */
export async function GET(_request: Request, { params }: { params: Params }) {
  const { tenant: slug } = await params;
  const { ctx, tenantId } = await requireTenant(slug);
  const portal = await openPortal(ctx, tenantId, { locale: await getLocale() });
  const target = portal.ok ? portal.value.url : `${publicUrl()}/t/${slug}/billing`;
  return NextResponse.redirect(target, { status: 303, headers: { "Cache-Control": "no-store" } });
}
