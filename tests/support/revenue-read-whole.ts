import { desc, eq, inArray, isNotNull } from "drizzle-orm";
import { contracts, licenseTerms, plans, planVersions, tenants } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { Currency } from "@/lib/domain/money/currency";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { noTerms } from "@/lib/domain/pricing/terms";
import { emptyMonth, type MonthReport } from "@/lib/domain/revenue/month-report";
import { monthlyRecurringMinor } from "@/lib/domain/revenue/monthly-recurring";
import { stretchesOf } from "@/lib/domain/revenue/stretches";
import { type Month, monthOf, monthsEndingAt, monthWindow } from "@/lib/domain/time/calendar";

/**
 * The report on recurring revenue as one would work it out with all the time in the world: every term, contract and
 * version is read and priced anew, and each tenant is followed from month to month. What the quick one is held against.
 */
export async function revenueReadWhole(now: Date, months: number): Promise<Map<Currency, MonthReport[]>> {
  const held = await acrossTenants(readHeld);
  const window = { last: monthOf(now, "UTC"), months, now };
  return new Map([...held].map(([currency, licenses]) => [currency, revenueByMonth(licenses, window)]));
}

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

/** Seats, add-ons and discount of the contracts under which a tenant held a version, and from when to when. */
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

/** One stretch of time in which a tenant held one paid license. */
type HeldLicense = {
  tenantId: string;
  /** Months are the tenant's own. */
  timeZone: string;
  planKey: string;
  startsAt: Date;
  /** Null: it still holds. */
  endsAt: Date | null;
  /** See `monthlyRecurringMinor`. */
  monthlyMinor: bigint;
};

/**
 * MRR by month, oldest first, ending with `last`, which may be running. Each tenant is looked at when its own month ends
 * (or at `now`), so each month's MRR is the one before it, plus what is new, returned and expanded, less what is
 * contracted and churned. All licenses must be of one currency.
 */
function revenueByMonth(
  held: readonly HeldLicense[],
  { last, months, now }: { last: Month; months: number; now: Date },
): MonthReport[] {
  const [before = last, ...shown] = monthsEndingAt(last, months + 1);
  const reports = shown.map(emptyMonth);
  for (const licenses of byTenant(held)) {
    let standing = standingBefore(licenses, lookAt(before, licenses, now));
    for (const report of reports) {
      const current = heldAt(licenses, lookAt(report.month, licenses, now));
      standing = addTenant(report, current, standing);
    }
  }
  return reports.map((report) => ({ ...report, plans: report.plans.toSorted(byRevenue) }));
}

function byTenant(held: readonly HeldLicense[]): Iterable<HeldLicense[]> {
  const tenants = new Map<string, HeldLicense[]>();
  for (const license of held) {
    const others = tenants.get(license.tenantId);
    if (others) others.push(license);
    else tenants.set(license.tenantId, [license]);
  }
  return tenants.values();
}

/** The last instant of a month in the tenant's zone, or now while it runs. */
function lookAt(month: Month, licenses: readonly HeldLicense[], now: Date): Date {
  const { end } = monthWindow(month, licenses[0]?.timeZone ?? "UTC");
  const last = new Date(end.getTime() - 1);
  return last < now ? last : now;
}

const heldAt = (licenses: readonly HeldLicense[], at: Date): HeldLicense | undefined =>
  licenses.find(
    ({ startsAt, endsAt, monthlyMinor }) =>
      monthlyMinor > 0n && startsAt <= at && (endsAt === null || endsAt > at),
  );

/** What a tenant paid when last looked at, and whether it ever had. */
type Standing = { minor: bigint; everPaid: boolean };

const standingBefore = (licenses: readonly HeldLicense[], at: Date): Standing => ({
  minor: heldAt(licenses, at)?.monthlyMinor ?? 0n,
  everPaid: licenses.some(({ startsAt, monthlyMinor }) => monthlyMinor > 0n && startsAt <= at),
});

function addTenant(report: MonthReport, current: HeldLicense | undefined, before: Standing): Standing {
  const minor = current?.monthlyMinor ?? 0n;
  if (current) addHolder(report, current);
  if (before.minor === 0n && minor > 0n) {
    const kind = before.everPaid ? "returned" : "new";
    report[`${kind}Minor`] += minor;
    report[`${kind}Tenants`] += 1;
  } else if (minor === 0n && before.minor > 0n) {
    report.churnedMinor += before.minor;
    report.churnedTenants += 1;
  } else if (minor > before.minor) report.expandedMinor += minor - before.minor;
  else report.contractedMinor += before.minor - minor;
  return { minor, everPaid: before.everPaid || minor > 0n };
}

function addHolder(report: MonthReport, { planKey, monthlyMinor }: HeldLicense): void {
  report.mrrMinor += monthlyMinor;
  report.tenants += 1;
  const plan = report.plans.find((each) => each.planKey === planKey);
  if (!plan) report.plans.push({ planKey, tenants: 1, mrrMinor: monthlyMinor });
  else {
    plan.tenants += 1;
    plan.mrrMinor += monthlyMinor;
  }
}

const byRevenue = (a: { mrrMinor: bigint }, b: { mrrMinor: bigint }) =>
  a.mrrMinor === b.mrrMinor ? 0 : a.mrrMinor < b.mrrMinor ? 1 : -1;
