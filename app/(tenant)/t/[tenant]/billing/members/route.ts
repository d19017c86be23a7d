import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import { listMembers } from "@/lib/features/people/members/list-members";

type Props = { params: Promise<{ tenant: string }> };

/** The members among whom the payment administrator is chosen. */
export async function GET(_request: Request, { params }: Props) {
  const { tenant } = await params;
  return jsonResponse(await onTenant(tenant, (ctx, tenantId) => listMembers(ctx, tenantId, {})));
}
