import { sql } from "drizzle-orm";
import { plans, recurringRevenue, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Currency } from "@/lib/domain/money/currency";
import { emptyMonth, type MonthReport } from "@/lib/domain/revenue/month-report";
import { type Month, monthsEndingAt, monthWindow } from "@/lib/domain/time/calendar";

type Window = { last: Month; months: number; now: Date };

/** Amounts are exact decimals as Postgres writes them. `n` counts months; 0 is the one before the first that is shown. */
type Row = {
  currency: Currency;
  n: number;
  /** Null: all plans together. */
  plan_key: string | null;
  mrr: string;
  tenants: number;
  new_minor: string;
  new_tenants: number;
  returned_minor: string;
  returned_tenants: number;
  expanded_minor: string;
  contracted_minor: string;
  churned_minor: string;
  churned_tenants: number;
};

/**
 * MRR by currency and month, oldest first, ending with `last`, which may be running. Each tenant is looked at when its
 * own month ends (or at `now`), so each month's MRR is the one before it, plus what is new, returned and expanded, less
 * what is contracted and churned. Every currency in which anybody ever paid is there.
 */
export async function readMonths(tx: Transaction, window: Window): Promise<Map<Currency, MonthReport[]>> {
  const shown = monthsEndingAt(window.last, window.months);
  const rows = await readRows(tx, window);
  const reports = new Map<Currency, MonthReport[]>();
  const known = await tx
    .selectDistinct({ currency: recurringRevenue.currency })
    .from(recurringRevenue)
    .orderBy(recurringRevenue.currency);
  for (const { currency } of known) reports.set(currency, shown.map(emptyMonth));
  for (const row of rows) {
    const report = reports.get(row.currency)?.[row.n - 1];
    if (!report) continue;
    if (row.plan_key === null) Object.assign(report, totalsOf(row));
    else report.plans.push({ planKey: row.plan_key, tenants: row.tenants, mrrMinor: BigInt(row.mrr) });
  }
  return reports;
}

const totalsOf = (row: Row): Omit<MonthReport, "month" | "plans"> => ({
  mrrMinor: BigInt(row.mrr),
  tenants: row.tenants,
  newMinor: BigInt(row.new_minor),
  newTenants: row.new_tenants,
  returnedMinor: BigInt(row.returned_minor),
  returnedTenants: row.returned_tenants,
  expandedMinor: BigInt(row.expanded_minor),
  contractedMinor: BigInt(row.contracted_minor),
  churnedMinor: BigInt(row.churned_minor),
  churnedTenants: row.churned_tenants,
});

/**
 * One row for each currency, month and plan, and one for all plans together, the plan that brings in most first. `held`
 * has what each tenant pays at each look, with its last look before and its next one; `steps` adds a look without
 * anything where somebody has left.
 */
async function readRows(tx: Transaction, window: Window): Promise<Row[]> {
  const looks = JSON.stringify(await looksOf(tx, window));
  const { rows } = await tx.execute<Row>(sql`
    with looks as (
      select zone, n, at, first_value(at) over (partition by zone order by n) as first
      from jsonb_to_recordset(${looks}::jsonb) as look (zone text, n int, at timestamptz)
    ), held as (
      select r.currency, r.tenant_id, r.plan_id, r.monthly_minor as minor, looks.n, looks.first,
        lag(looks.n) over looked as n_before, lag(r.monthly_minor) over looked as minor_before,
        lead(looks.n) over looked as n_after
      from ${recurringRevenue} r join ${tenants} t on t.id = r.tenant_id
      join looks on looks.zone = t.time_zone and looks.at >= r.starts_at
        and (r.ends_at is null or r.ends_at > looks.at)
      where r.monthly_minor > 0
      window looked as (partition by r.currency, r.tenant_id order by looks.n)
    ), steps as (
      select currency, n, plan_id, minor, case when n_before = n - 1 then minor_before else 0 end as was,
        n_before is not null or (select exists (
          select from ${recurringRevenue} earlier
          where earlier.tenant_id = held.tenant_id and earlier.currency = held.currency
            and earlier.monthly_minor > 0 and earlier.starts_at <= held.first
        )) as ever_paid
      from held where n > 0
      union all
      select currency, n + 1, plan_id, 0, minor, true from held where n_after is distinct from n + 1
    )
    select currency, n, ${plans.key} as plan_key,
      sum(minor)::text as mrr,
      (count(*) filter (where minor > 0))::int as tenants,
      coalesce(sum(minor) filter (where was = 0 and not ever_paid), 0)::text as new_minor,
      (count(*) filter (where was = 0 and not ever_paid))::int as new_tenants,
      coalesce(sum(minor) filter (where was = 0 and ever_paid), 0)::text as returned_minor,
      (count(*) filter (where was = 0 and ever_paid))::int as returned_tenants,
      coalesce(sum(minor - was) filter (where was > 0 and minor > was), 0)::text as expanded_minor,
      coalesce(sum(was - minor) filter (where minor > 0 and minor < was), 0)::text as contracted_minor,
      coalesce(sum(was) filter (where minor = 0), 0)::text as churned_minor,
      (count(*) filter (where minor = 0))::int as churned_tenants
    from steps join ${plans} on ${plans.id} = steps.plan_id
    group by grouping sets ((currency, n), (currency, n, ${plans.key}))
    having count(*) filter (where minor > 0) > 0 or ${plans.key} is null
    order by currency, n, sum(minor) desc, ${plans.key}`);
  return rows;
}

/** When each month ends in each zone in which there are tenants, or now while it runs. */
async function looksOf(tx: Transaction, { last, months, now }: Window) {
  const zones = await tx.selectDistinct({ zone: tenants.timeZone }).from(tenants);
  const looked = monthsEndingAt(last, months + 1);
  return zones.flatMap(({ zone }) =>
    looked.map((month, n) => {
      const end = new Date(monthWindow(month, zone).end.getTime() - 1);
      return { zone, n, at: (end < now ? end : now).toISOString() };
    }),
  );
}
