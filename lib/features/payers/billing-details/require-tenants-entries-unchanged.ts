import type { Transaction } from "@/lib/db/transaction";
import { addressParts, type BillingDetails } from "@/lib/domain/billing-details/billing-details";
import { changedFields, valuesOf } from "@/lib/domain/billing-details/fields";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { standingOfFields } from "./queries";

/**
 * Refuses to change what somebody of the tenant entered or confirmed, naming each field of the form that would. For what is
 * written without a look at the present values, such as a file.
 */
export async function requireTenantsEntriesUnchanged(
  tx: Transaction,
  tenantId: Id<"tenant">,
  before: BillingDetails,
  after: BillingDetails,
): Promise<void> {
  const standing = await standingOfFields(tx, tenantId);
  const isTenants = (name: string) =>
    standing.some(({ field, from, confirmed }) => field === name && (from === "tenant" || confirmed));
  const fields = changedFields(valuesOf(before), valuesOf(after))
    .filter(isTenants)
    .flatMap((field): (keyof BillingDetails)[] => {
      if (field === "address") return addressParts.filter((part) => before[part] !== after[part]);
      if (field !== "paymentTerms") return [field];
      return (["paymentTermsDays", "paymentTerms"] as const).filter((part) => before[part] !== after[part]);
    });
  if (fields.length > 0)
    throw new Refused("invalid_input", {
      fields: fields.map((field) => ({ field, rule: "changed_by_tenant" })),
    });
}
