import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { refused, succeeded } from "@/lib/domain/errors";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";

type Props = { params: Promise<{ tenant: string }> };

/** What `?plan=…&interval=…&seats=…&addon.<key>=…&coupon=…` would do and cost. */
export async function GET(request: Request, { params }: Props) {
  const { tenant } = await params;
  const asked = new URL(request.url).searchParams;
  const seats = asked.get("seats");
  if (seats !== null && !/^\d{1,7}$/.test(seats))
    return jsonResponse(
      refused("invalid_input", { fields: [{ field: "seats", rule: "not_a_whole_number" }] }),
    );
  const addons = addonsOf(asked);
  const wanted = {
    planKey: asked.get("plan") ?? "",
    // The use-case checks it and refuses what is not offered.
    interval: (asked.get("interval") ?? "") as PaidInterval,
    ...(seats === null ? {} : { seats: Number(seats) }),
    ...(addons ? { addons } : {}),
    couponCode: asked.get("coupon") ?? undefined,
  };
  const result = await onTenant(tenant, async (ctx, tenantId) => {
    const preview = await previewChange(ctx, tenantId, wanted);
    return preview.ok ? succeeded({ preview: preview.value }) : preview;
  });
  return jsonResponse(result);
}

/** The chosen add-ons; null if none is named, which leaves them as they are. */
function addonsOf(asked: URLSearchParams): Record<string, string> | null {
  const named = [...asked].filter(([name]) => name.startsWith("addon."));
  if (named.length === 0) return null;
  return Object.fromEntries(named.map(([name, chosen]) => [name.slice("addon.".length), chosen]));
}
