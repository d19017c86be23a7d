import { z } from "zod";
import { type Month, monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { limitsHeld } from "@/lib/features/license/holding/limits-held";
import { licenseAndPlan } from "@/lib/features/license/lifecycle/queries";
import { mauByMonth } from "@/lib/features/usage/mau/queries";

/** Most months in one answer. */
export const largestHistory = 36;

export type MauHistory = {
  timeZone: string;
  /** Oldest first; the last one is the current month, as it stands now. */
  months: { month: Month; users: number }[];
  /** The maximum of the license held now; null: no limit. */
  maximum: number | null;
};

/** The MAU of the last months in the tenant's zone. */
export const readMauHistory = useCase(tenant("license.view"), {
  input: z.strictObject({ months: z.number().int().min(1).max(largestHistory).default(12) }),
  async read({ ctx, input, tx, tenantId, standing }): Promise<MauHistory> {
    const { timeZone } = standing.tenant;
    const { license, plan } = await licenseAndPlan(tx, tenantId);
    const limits = await limitsHeld(tx, license, plan.definition, ctx.now);
    const months = monthsEndingAt(monthOf(ctx.now, timeZone), input.months);
    return {
      timeZone,
      months: await mauByMonth(tx, tenantId, months),
      maximum: limits.monthlyActiveUsers,
    };
  },
});
