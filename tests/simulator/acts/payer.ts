import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { resumeRenewal, stopRenewal } from "@/lib/features/license/renewal/change-renewal";
import { oneOf } from "../random";
import type { Act, Acts } from "./act";

const change: Act = async (tenant) => {
  const { random, buyer, tenantId } = tenant;
  const planKey = oneOf(random, ["starter", "business", "business", "enterprise"]);
  const interval = random(6) === 0 ? "year" : "month";
  const quantities =
    planKey === "business" ? { seats: random(15), addons: { phone: String(random(2)) } } : {};
  const what = `${planKey} by ${interval} ${JSON.stringify(quantities)}`;
  const preview = await previewChange(await tenant.owner(), tenantId, { planKey, interval, ...quantities });
  if (!preview.ok) return `${what}: ${preview.refusal.code}`;
  return tenant.call(what, await tenant.owner(), () => buyer.confirm(preview.value));
};

export const payer: Acts = {
  change: { often: 6, act: change },
  stop: {
    often: 1,
    act: async (tenant) =>
      tenant.call("stops the renewal", await tenant.owner(), (ctx) => stopRenewal(ctx, tenant.tenantId, {})),
  },
  resume: {
    often: 2,
    act: async (tenant) =>
      tenant.call("resumes the renewal", await tenant.owner(), (ctx) =>
        resumeRenewal(ctx, tenant.tenantId, {}),
      ),
  },
};
