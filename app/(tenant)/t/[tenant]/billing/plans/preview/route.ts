import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { succeeded } from "@/lib/domain/errors";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";

type Props = { params: Promise<{ tenant: string }> };

/** What `?plan=…&interval=…` would do and cost, and Choba's time of saying so. */
export async function GET(request: Request, { params }: Props) {
  const { tenant } = await params;
  const asked = new URL(request.url).searchParams;
  const wanted = {
    planKey: asked.get("plan") ?? "",
    // The use-case checks it and refuses what is not offered.
    interval: (asked.get("interval") ?? "") as PaidInterval,
  };
  const result = await onTenant(tenant, async (ctx, tenantId) => {
    const preview = await previewChange(ctx, tenantId, wanted);
    return preview.ok ? succeeded({ preview: preview.value, shownAt: ctx.now.toISOString() }) : preview;
  });
  return jsonResponse(result);
}
