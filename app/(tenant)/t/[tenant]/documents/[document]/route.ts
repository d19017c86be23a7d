import { documentResponse } from "@/app/_components/document-response";
import { onTenant } from "@/lib/auth/guard";
import { readTenantDocument } from "@/lib/features/billing/documents/read-tenant-document";

type Props = { params: Promise<{ tenant: string; document: string }> };

/** One of the tenant's own documents, as it was kept. */
export async function GET(_request: Request, { params }: Props) {
  const { tenant, document } = await params;
  return documentResponse(
    await onTenant(tenant, (ctx, tenantId) => readTenantDocument(ctx, tenantId, { id: document as "doc_" })),
  );
}
