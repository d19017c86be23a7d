import { asc, eq } from "drizzle-orm";
import { reverseChargeRulings, taxExemptions } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { Id } from "@/lib/domain/ids";
import type { TaxSetting } from "@/lib/domain/promise/promise-terms";
import { type PriceTax, priceTaxOn, type TaxFacts, taxSettingsOf } from "@/lib/domain/tax/tax-settings";
import { dayOf } from "@/lib/domain/time/calendar";
import { readDefaultTaxRates } from "@/lib/features/catalog/tax-rates/default-tax-rates";
import { taxSettingsOfCatalog } from "@/lib/features/catalog/tax-rates/tax-settings";
import { findBillingDetails } from "@/lib/features/payers/billing-details/queries";

/** Everything from which the taxes of the licenses follow that a tenant buys itself. */
export async function taxFactsOf(tx: Transaction, tenantId: Id<"tenant">): Promise<TaxFacts> {
  const { country, taxIds } = (await findBillingDetails(tx, tenantId)) ?? emptyBillingDetails;
  return {
    sellerCountry: (await taxSettingsOfCatalog(tx)).sellerCountry,
    payer: { country, taxIds },
    defaults: await readDefaultTaxRates(tx),
    exemptions: (await readTaxExemptions(tx, tenantId)).map(({ fromDay: from, isExempt, reason }) => ({
      from,
      isExempt,
      reason,
    })),
    rulings: (await readReverseChargeRulings(tx, tenantId)).map(({ fromDay: from, ruling }) => ({
      from,
      ruling,
    })),
  };
}

/** How a tenant is taxed, from each day on which that changes. */
export const taxSettingsOfTenant = async (tx: Transaction, tenantId: Id<"tenant">): Promise<TaxSetting[]> =>
  taxSettingsOf(await taxFactsOf(tx, tenantId));

/** What prices on the tenant's screens say of tax today. */
export const priceTaxOfTenant = async (
  tx: Transaction,
  tenant: { id: Id<"tenant">; timeZone: string },
  now: Date,
): Promise<PriceTax> => priceTaxOn(await taxSettingsOfTenant(tx, tenant.id), dayOf(now, tenant.timeZone));

export const readTaxExemptions = (tx: Transaction, tenantId: Id<"tenant">) =>
  tx
    .select()
    .from(taxExemptions)
    .where(eq(taxExemptions.tenantId, tenantId))
    .orderBy(asc(taxExemptions.fromDay));

export const readReverseChargeRulings = (tx: Transaction, tenantId: Id<"tenant">) =>
  tx
    .select()
    .from(reverseChargeRulings)
    .where(eq(reverseChargeRulings.tenantId, tenantId))
    .orderBy(asc(reverseChargeRulings.fromDay));
