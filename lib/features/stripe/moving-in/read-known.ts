import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import {
  licenses,
  paymentAccounts,
  plans,
  planVersions,
  stripePrices,
  tenants,
  users,
} from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Known, KnownPlan } from "@/lib/domain/moving-in/known";
import { highestRank, isPublished } from "@/lib/features/catalog/plans/record/queries";
import { readDefaultTaxRates } from "@/lib/features/catalog/tax-rates/default-tax-rates";
import { taxSettingsOfCatalog } from "@/lib/features/catalog/tax-rates/tax-settings";
import { currenciesOnSale } from "@/lib/features/console/new-tenant/currencies-on-sale";

/** What Choba has already of an account that moves in. */
export async function readKnown(tx: Transaction, now: Date): Promise<Known> {
  const { sellerCountry } = await taxSettingsOfCatalog(tx);
  return {
    now,
    customers: await readCustomers(tx),
    plans: await readPlans(tx),
    highestRank: await highestRank(tx),
    currencies: await currenciesOnSale(tx),
    staff: await readStaff(tx),
    tax: { sellerCountry, defaults: await readDefaultTaxRates(tx) },
  };
}

async function readCustomers(tx: Transaction): Promise<Known["customers"]> {
  const rows = await tx
    .select({
      customerId: paymentAccounts.stripeCustomerId,
      tenantId: tenants.id,
      currency: tenants.currency,
      timeZone: tenants.timeZone,
      salesModel: tenants.salesModel,
      interval: licenses.interval,
    })
    .from(paymentAccounts)
    .innerJoin(tenants, eq(tenants.id, paymentAccounts.tenantId))
    .innerJoin(licenses, eq(licenses.tenantId, paymentAccounts.tenantId))
    .where(isNotNull(paymentAccounts.stripeCustomerId));
  return new Map(
    rows.map(({ customerId, tenantId, currency, timeZone, salesModel, interval }) => [
      customerId ?? "",
      // What a sales-led tenant has is agreed and entered by people.
      { tenantId, currency, timeZone, holdsSomething: interval !== null || salesModel === "sales_led" },
    ]),
  );
}

async function readPlans(tx: Transaction): Promise<KnownPlan[]> {
  const rows = await tx
    .select({
      key: plans.key,
      rank: plans.rank,
      planVersionId: planVersions.id,
      definition: planVersions.definition,
      componentKey: stripePrices.componentKey,
      priceId: stripePrices.stripePriceId,
    })
    .from(stripePrices)
    .innerJoin(planVersions, eq(planVersions.id, stripePrices.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(isPublished, isNull(planVersions.retiredAt)))
    .orderBy(asc(plans.rank), asc(planVersions.version));
  const known = new Map<string, KnownPlan>();
  for (const { componentKey, priceId, ...version } of rows) {
    const { prices = [] } = known.get(version.planVersionId) ?? {};
    known.set(version.planVersionId, { ...version, prices: [...prices, { componentKey, priceId }] });
  }
  return [...known.values()];
}

async function readStaff(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.select({ email: users.email }).from(users).where(isNotNull(users.staffRole));
  return new Set(rows.map(({ email }) => email.toLowerCase()));
}
