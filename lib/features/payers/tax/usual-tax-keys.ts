import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { taxSettingOn } from "@/lib/domain/promise/sums/tax-setting-on";
import type { Day } from "@/lib/domain/time/day-span";
import { taxSettingsOfTenant } from "./tax-of-tenant";

/**
 * The catalog's tax rates with which an offer to the tenant begins: the default ones of its country on a day, and none
 * if it is exempt or accounts for the tax itself.
 */
export async function usualTaxKeys(tx: Transaction, tenantId: Id<"tenant">, day: Day): Promise<string[]> {
  const { treatment, rates } = taxSettingOn(await taxSettingsOfTenant(tx, tenantId), day);
  return treatment === "taxed" ? rates.map(({ key }) => key) : [];
}
