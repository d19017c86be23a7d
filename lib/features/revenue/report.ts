import { and, eq, gte, inArray, isNotNull, sum } from "drizzle-orm";
import { z } from "zod";
import { licenseTerms, mauCounts, plans, planVersions, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval, PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Currency } from "@/lib/domain/money/currency";
import { monthlyRecurringMinor } from "@/lib/domain/revenue/recurring";
import { type HeldLicense, type MonthReport, revenueByMonth } from "@/lib/domain/revenue/report";
import { type Month, monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";
import { deskQuery } from "../shared/desk-command";

export type RevenueReport = {
  /** One for each currency in which anybody ever paid, most tenants first; amounts are never added across them. */
  currencies: { currency: Currency; months: MonthReport[] }[];
  /** Active users of all tenants together, each counted in its own month; oldest first. */
  mau: { month: Month; users: number }[];
};

/**
 * What the licenses bring in by month, from the history of licenses and the prices of the versions that were held, and
 * the active users of all tenants. The last month is the running one, as it stands now.
 */
export const readRevenue = deskQuery({
  action: "money.view",
  input: z.strictObject({ months: z.number().int().min(1).max(36).default(12) }),
  async run({ ctx, input, tx }): Promise<RevenueReport> {
    const last = monthOf(ctx.now, "UTC");
    const held = await readHeld(tx);
    const currencies = [...held]
      .map(([currency, licenses]) => ({
        currency,
        months: revenueByMonth(licenses, { last, months: input.months, now: ctx.now }),
      }))
      .sort((a, b) => (b.months.at(-1)?.tenants ?? 0) - (a.months.at(-1)?.tenants ?? 0));
    return { currencies, mau: await readMau(tx, monthsEndingAt(last, input.months)) };
  },
});

/** Every paid license that was ever held, by currency. */
async function readHeld(tx: Transaction): Promise<Map<Currency, HeldLicense[]>> {
  const terms = await tx
    .select({
      tenantId: licenseTerms.tenantId,
      timeZone: tenants.timeZone,
      planVersionId: licenseTerms.planVersionId,
      interval: licenseTerms.interval,
      startsAt: licenseTerms.startsAt,
      endsAt: licenseTerms.endsAt,
    })
    .from(licenseTerms)
    .innerJoin(tenants, eq(tenants.id, licenseTerms.tenantId))
    .where(isNotNull(licenseTerms.interval));
  const versions = await readVersions(tx, [...new Set(terms.map(({ planVersionId }) => planVersionId))]);
  const held = new Map<Currency, HeldLicense[]>();
  for (const { planVersionId, interval, ...term } of terms) {
    const version = versions.get(planVersionId);
    if (!version || !interval) continue;
    const { currency } = version.definition;
    const license = { ...term, planKey: version.planKey, monthlyMinor: version.monthlyMinor(interval) };
    const others = held.get(currency);
    if (others) others.push(license);
    else held.set(currency, [license]);
  }
  return held;
}

type HeldVersion = {
  planKey: string;
  definition: PlanDefinition;
  monthlyMinor: (interval: PaidInterval) => bigint;
};

async function readVersions(tx: Transaction, ids: readonly (typeof planVersions.$inferSelect)["id"][]) {
  const rows = await tx
    .select({ id: planVersions.id, planKey: plans.key, definition: planVersions.definition })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(inArray(planVersions.id, [...ids]));
  return new Map(
    rows.map(({ id, planKey, definition }): [typeof id, HeldVersion] => {
      const known = new Map<PaidInterval, bigint>();
      const monthlyMinor = (interval: PaidInterval) => {
        const minor = known.get(interval) ?? monthlyRecurringMinor(definition, interval);
        known.set(interval, minor);
        return minor;
      };
      return [id, { planKey, definition, monthlyMinor }];
    }),
  );
}

async function readMau(tx: Transaction, months: readonly Month[]) {
  const rows = await tx
    .select({ month: mauCounts.month, users: sum(mauCounts.users).mapWith(Number) })
    .from(mauCounts)
    .where(and(gte(mauCounts.month, months[0] ?? ""), inArray(mauCounts.month, [...months])))
    .groupBy(mauCounts.month);
  const users = new Map(rows.map((row) => [row.month, row.users]));
  return months.map((month) => ({ month, users: users.get(month) ?? 0 }));
}
