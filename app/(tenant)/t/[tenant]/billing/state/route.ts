import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import { billingDashboard } from "@/lib/features/billing/dashboard/billing-dashboard";

type Props = { params: Promise<{ tenant: string }> };

/** The billing dashboard as JSON, read again and again while it is open. */
export async function GET(_request: Request, { params }: Props) {
  const { tenant } = await params;
  const result = await onTenant(tenant, (ctx, tenantId) => billingDashboard(ctx, tenantId, {}));
  return result.ok
    ? Response.json(result.value, { headers: { "Cache-Control": "no-store" } })
    : jsonResponse(result);
}
