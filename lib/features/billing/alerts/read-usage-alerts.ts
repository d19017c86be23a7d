import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getAlertSettings, reachedIn } from "./queries";
import { readStanding } from "./read-standing";

export type UsageAlerts = {
  timeZone: string;
  /** Of the tenant: the amounts are in it. */
  currency: string;
  percents: number[];
  amountsMinor: string[];
  /** What was reached this month, oldest first. */
  reached: {
    /** Whose allowance, where it is still held; null: the month's cost. */
    name: LocalizedText | null;
    /** Percent, or minor units. */
    threshold: string;
    at: string;
  }[];
  mayChange: boolean;
};

/** From where on a tenant is told what it uses, and what of it was reached this month. */
export const readUsageAlerts = useCase(tenant("usage.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing: { tenant, roles } }): Promise<UsageAlerts> {
    const { timeZone, currency } = tenant;
    const { percents, amountsMinor } = await getAlertSettings(tx, tenantId);
    const { month, allowances } = await readStanding(tx, tenant, ctx.now);
    const names = new Map(allowances.map(({ component, name }) => [`component:${component}`, name]));
    const reached = (await reachedIn(tx, tenantId, `${month}-01`)).flatMap((row) => {
      const name = row.subject === "cost" ? null : names.get(row.subject);
      return name === undefined ? [] : [{ name, threshold: row.threshold, at: row.reachedAt.toISOString() }];
    });
    return { timeZone, currency, percents, amountsMinor, reached, mayChange: may(roles, "usage_alerts.set") };
  },
});
