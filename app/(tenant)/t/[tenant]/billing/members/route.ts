import { onTenant } from "@/lib/auth/guard";
import { listMembers } from "@/lib/features/people/members/list-members";
import { answer } from "../_components/answer";

type Props = { params: Promise<{ tenant: string }> };

/** The members among whom the payment administrator is chosen. */
export async function GET(_request: Request, { params }: Props) {
  const { tenant } = await params;
  return answer(await onTenant(tenant, (ctx, tenantId) => listMembers(ctx, tenantId, {})));
}
