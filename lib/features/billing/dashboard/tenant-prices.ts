import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import type { LicenseUse } from "@/lib/domain/license/misfits";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import { taxSettingOn } from "@/lib/domain/promise/sums/tax-setting-on";
import { dayOf, monthOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import {
  type PricedPlan,
  type PricesOnSale,
  pricedPlan,
  taxesToChoose,
} from "@/lib/features/catalog/estimates/prices-on-sale";
import { getPlanVersion, type PlanVersion, plansOnSaleIn } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { getLicense, readUse } from "@/lib/features/license/lifecycle/queries";
import { hadPlans } from "@/lib/features/license/trials/had-plans";
import { trialOfferOf } from "@/lib/features/license/trials/trial-offer";
import { taxSettingsOfTenant } from "@/lib/features/payers/tax/tax-of-tenant";

export type TenantPrices = PricesOnSale & {
  /** ISO 4217: everything is priced in it. */
  currency: string;
  present: { planKey: string; interval: PaidInterval | null };
  /** How the tenant is taxed today, as its contract says or by its country. */
  ownTax: TaxSetting;
  /** What the tenant uses this month and has registered. */
  use: LicenseUse;
  /** True for who may buy a plan here. */
  mayChoose: boolean;
};

/**
 * What is on sale in the tenant's currency, with its present plan in the version that it holds: whoever holds a plan
 * keeps its price.
 */
export const tenantPrices = useCase(tenant("license.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing: { tenant, roles } }): Promise<TenantPrices> {
    const license = await getLicense(tx, tenantId);
    const present = await getPlanVersion(tx, license.planVersionId);
    const onSale = await plansOnSaleIn(tx, tenant.currency);
    const asked = {
      license,
      current: present,
      day: dayOf(ctx.now, tenant.timeZone),
      timeZone: tenant.timeZone,
    };
    const had = await hadPlans(tx, license);
    // A trial that the tenant cannot begin is not promised.
    const priced = (plan: PlanVersion) =>
      license.interval === null && trialOfferOf(plan, asked, had).end ? pricedPlan(plan) : withoutTrial(plan);
    return {
      plans: withPresent(onSale.map(priced), withoutTrial(present)),
      ...(await taxesToChoose(tx)),
      ownTax: await ownTax(tx, tenantId, asked.day),
      currency: tenant.currency,
      present: { planKey: present.planKey, interval: license.interval },
      use: await readUse(tx, tenantId, monthOf(ctx.now, tenant.timeZone)),
      mayChoose: may(roles, "license.change") && tenant.salesModel === "self_serve",
    };
  },
});

async function ownTax(tx: Transaction, tenantId: Id<"tenant">, day: Day): Promise<TaxSetting> {
  const contract = await findRunningContract(tx, tenantId);
  if (contract) return { from: day, treatment: "taxed", reason: null, rates: contract.taxes };
  return taxSettingOn(await taxSettingsOfTenant(tx, tenantId), day);
}

const withoutTrial = (plan: PlanVersion): PricedPlan => ({
  ...pricedPlan(plan),
  definition: { ...plan.definition, trialDays: 0 },
});

/** A plan that is held but no longer sold stands in front of those that are. */
function withPresent(plans: PricedPlan[], present: PricedPlan): PricedPlan[] {
  if (!plans.some(({ planKey }) => planKey === present.planKey)) return [present, ...plans];
  return plans.map((plan) => (plan.planKey === present.planKey ? present : plan));
}
