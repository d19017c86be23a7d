import { eq } from "drizzle-orm";
import { z } from "zod";
import { usageAlerts } from "@/drizzle/schema";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getAlertSettings } from "./queries";

const mostThresholds = 10;

const ascending = (values: readonly string[]): string[] =>
  [...new Set(values)].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));

/**
 * From where on the tenant is told what it uses: percents of every allowance, and amounts of the month's cost. What was
 * told this month is not told again.
 */
export const setUsageAlerts = useCase(tenant("usage_alerts.set", { locks: true }), {
  input: z.strictObject({
    percents: z.array(z.number().int().min(1).max(1000)).max(mostThresholds),
    /** Minor units of the tenant's currency. */
    amountsMinor: z.array(z.string().regex(/^[1-9]\d{0,14}$/)).max(mostThresholds),
  }),
  async write({ ctx, input, tx, tenantId, audit }): Promise<{ changed: boolean }> {
    const { percents, amountsMinor } = await getAlertSettings(tx, tenantId);
    const before = { percents, amountsMinor };
    const after = {
      percents: ascending(input.percents.map(String)).map(Number),
      amountsMinor: ascending(input.amountsMinor),
    };
    if (JSON.stringify(before) === JSON.stringify(after)) return { changed: false };
    await tx
      .update(usageAlerts)
      .set({ ...after, checkAt: ctx.now })
      .where(eq(usageAlerts.tenantId, tenantId));
    await audit({ action: "usage_alerts.set", before, after });
    return { changed: true };
  },
});
