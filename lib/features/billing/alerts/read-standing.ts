import type { Transaction } from "@/lib/db/transaction";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { rangeOfMonth } from "@/lib/domain/metering/period";
import { componentsOfMonth, rateMonth } from "@/lib/domain/rated-usage/rate-month";
import { type Month, monthOf } from "@/lib/domain/time/calendar";
import { monthSpan } from "@/lib/domain/time/day-span";
import { freeAllowances } from "@/lib/features/billing/usage/prices-of-usage";
import { type HeldPlan, planOfMonth } from "@/lib/features/license/holding/held-plan";
import { readTenantMonth, type TenantMonth } from "@/lib/features/license/usage-charges/rate-tenant-month";
import { mauOf } from "@/lib/features/usage/mau/queries";
import { countedUnits, countRows } from "@/lib/features/usage/metering/units/queries";

/** How much of one allowance is used in the running month, in priced units. */
export type AllowanceStanding = {
  component: string;
  /** What it counts. */
  meter: string;
  planName: LocalizedText;
  name: LocalizedText;
  unit: LocalizedText;
  used: string;
  allowance: string;
  currency: string;
};

/** What a tenant has used of the running month so far. */
export type UsageStanding = {
  month: Month;
  allowances: AllowanceStanding[];
  /** What it costs in the tenant's currency, before discounts and tax. */
  costMinor: bigint;
};

/** Where a tenant stands with what it holds now: by what is billed, or by what a plan that is not charged includes. */
export async function readStanding(
  tx: Transaction,
  tenant: { id: Id<"tenant">; currency: string; timeZone: string },
  now: Date,
): Promise<UsageStanding> {
  const month = monthOf(now, tenant.timeZone);
  const toRate = await readTenantMonth(tx, tenant.id, monthSpan(`${month}-01`), tenant.timeZone);
  const held = await planOfMonth(tx, tenant.id, { until: now, isRunning: true });
  const ofCurrency = rateMonth(toRate).filter(({ currency }) => currency === tenant.currency);
  return {
    month,
    allowances:
      held?.interval === null ? await ofFreePlan(tx, tenant.id, month, held) : ofHeldVersion(toRate),
    costMinor: ofCurrency.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  };
}

/** Of several versions and numbers of seats in the month the last one counts: it is held now. */
function ofHeldVersion(toRate: TenantMonth): AllowanceStanding[] {
  const ofLast = componentsOfMonth(toRate).filter(
    ({ planVersionId }) => planVersionId === toRate.last?.planVersionId,
  );
  return [...new Map(ofLast.map((row) => [row.component.key, row])).values()].flatMap(
    ({ component, planName, used, allowance, currency }) =>
      allowance === null || toRate.unpriceable.includes(component.meter)
        ? []
        : [
            {
              component: component.key,
              meter: component.meter,
              planName,
              name: component.name,
              unit: component.unit,
              used,
              allowance,
              currency,
            },
          ],
  );
}

async function ofFreePlan(
  tx: Transaction,
  tenantId: Id<"tenant">,
  month: Month,
  plan: HeldPlan,
): Promise<AllowanceStanding[]> {
  const meters = new Set(
    plan.definition.components.flatMap((each) => (each.kind === "usage" ? [each.meter] : [])),
  );
  const units = (await countedUnits(tx)).filter(({ unitName }) => meters.has(unitName));
  const rows = units.length > 0 ? await countRows(tx, tenantId, units, rangeOfMonth(month), "range") : [];
  const counts = new Map(rows.map(({ unitUuid, count }) => [unitUuid, count]));
  const counted = units.map(({ uuid, unitName }) => [unitName, counts.get(uuid) ?? "0"] as const);
  const all = [...counted, [mauMeter, String(await mauOf(tx, tenantId, month))] as const];
  return all.flatMap(([meter, count]) =>
    freeAllowances(plan, meter, count).flatMap(({ allowance, ...price }) =>
      allowance === null ? [] : [{ ...price, meter, allowance }],
    ),
  );
}
