import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import { usageOverview } from "@/lib/features/billing/usage/usage-overview";
import { readUsageQuery } from "../usage-query";

type Props = { params: Promise<{ tenant: string }> };

/** The usage page as JSON, read again and again while it is open. */
export async function GET(request: Request, { params }: Props) {
  const { tenant } = await params;
  const { searchParams } = new URL(request.url);
  const query = readUsageQuery((name) => searchParams.get(name) ?? undefined);
  const result = await onTenant(tenant, (ctx, tenantId) => usageOverview(ctx, tenantId, query));
  return result.ok
    ? Response.json(result.value, { headers: { "Cache-Control": "no-store" } })
    : jsonResponse(result);
}
