import { and, desc, eq, gte, inArray, isNotNull, sum } from "drizzle-orm";
import { z } from "zod";
import { contracts, licenseTerms, mauCounts, plans, planVersions, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { Currency } from "@/lib/domain/money/currency";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { noTerms } from "@/lib/domain/pricing/terms";
import { monthlyRecurringMinor } from "@/lib/domain/revenue/recurring";
import { type HeldLicense, type MonthReport, revenueByMonth } from "@/lib/domain/revenue/report";
import { stretchesOf } from "@/lib/domain/revenue/stretches";
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

type HeldVersion = { planKey: string; definition: PlanDefinition };

/** Every paid license that was ever held, by currency; what was agreed with a tenant counts as it was agreed. */
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
  const agreed = await readAgreed(tx);
  const held = new Map<Currency, HeldLicense[]>();
  for (const { planVersionId, interval, ...term } of terms) {
    const version = versions.get(planVersionId);
    if (!version || !interval) continue;
    const { definition, planKey } = version;
    const contracts = agreed(term.tenantId, planVersionId);
    const licenses = stretchesOf({ ...term, interval }, contracts).map((stretch) => {
      const { startsAt, endsAt, agreement, monthsBefore } = stretch;
      const discounts = agreement?.discount ? [agreement.discount] : [];
      const quantities = { ...nothingUsed, ...agreement?.quantities };
      const { taxes, taxRounding } = agreement ?? noTerms;
      const terms = { discounts, monthsBefore, taxes, taxRounding };
      const monthlyMinor = monthlyRecurringMinor(definition, interval, quantities, terms);
      return { ...term, startsAt, endsAt, planKey, monthlyMinor };
    });
    const others = held.get(definition.currency);
    if (others) others.push(...licenses);
    else held.set(definition.currency, licenses);
  }
  return held;
}

async function readVersions(
  tx: Transaction,
  ids: readonly Id<"planVersion">[],
): Promise<Map<Id<"planVersion">, HeldVersion>> {
  const rows = await tx
    .select({ id: planVersions.id, planKey: plans.key, definition: planVersions.definition })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(inArray(planVersions.id, [...ids]));
  return new Map(rows.map(({ id, ...version }) => [id, version]));
}

/** Seats, add-ons, discount and taxes of the contracts under which a tenant held a version, and from when to when. */
async function readAgreed(tx: Transaction) {
  const rows = await tx
    .select({
      tenantId: contracts.tenantId,
      planVersionId: contracts.planVersionId,
      startsAt: contracts.startsAt,
      quantities: contracts.quantities,
      endsAt: contracts.endedAt,
      discount: contracts.discount,
      taxes: contracts.taxes,
      taxRounding: contracts.taxRounding,
    })
    .from(contracts)
    .where(inArray(contracts.state, ["active", "ended"]))
    .orderBy(desc(contracts.startsAt));
  const byTenant = new Map<string, typeof rows>();
  for (const row of rows) byTenant.set(row.tenantId, [...(byTenant.get(row.tenantId) ?? []), row]);
  return (tenantId: string, planVersionId: string) =>
    (byTenant.get(tenantId) ?? []).filter((contract) => contract.planVersionId === planVersionId);
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
