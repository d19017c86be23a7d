import { type Month, monthsEndingAt, monthWindow } from "../time/calendar";

/** One stretch of time in which a tenant held one paid license. */
export type HeldLicense = {
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

/** What became of the monthly recurring revenue (MRR) within a month; amounts in minor units, none below zero. */
export type Movement = {
  /** From tenants that never paid before. */
  newMinor: bigint;
  /** From tenants that had paid, and then not. */
  returnedMinor: bigint;
  expandedMinor: bigint;
  contractedMinor: bigint;
  churnedMinor: bigint;
  newTenants: number;
  returnedTenants: number;
  churnedTenants: number;
};

export type MonthReport = Movement & {
  month: Month;
  /** As it stood when the month ended; for the running month, as it stands now. */
  mrrMinor: bigint;
  tenants: number;
  plans: { planKey: string; tenants: number; mrrMinor: bigint }[];
};

/**
 * MRR by month, oldest first, ending with `last`, which may be running. Each tenant is looked at when its own month ends
 * (or at `now`), so each month's MRR is the one before it, plus what is new, returned and expanded, less what is
 * contracted and churned. All licenses must be of one currency.
 */
export function revenueByMonth(
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

const emptyMonth = (month: Month): MonthReport => ({
  month,
  mrrMinor: 0n,
  tenants: 0,
  plans: [],
  newMinor: 0n,
  returnedMinor: 0n,
  expandedMinor: 0n,
  contractedMinor: 0n,
  churnedMinor: 0n,
  newTenants: 0,
  returnedTenants: 0,
  churnedTenants: 0,
});
