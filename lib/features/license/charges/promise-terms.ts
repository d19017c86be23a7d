import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Currency } from "@/lib/domain/money/currency";
import { minimumCharge } from "@/lib/domain/money/minimum-charge";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import { taxRoundingOf } from "@/lib/features/catalog/tax-rates/tax-settings";
import type { PaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { taxSettingsOfTenant } from "@/lib/features/payers/tax/tax-of-tenant";
import { readOpenCharges } from "./queries";

/** What holds for every promise made to a payer. */
export async function promiseTerms(
  tx: Transaction,
  tenantId: Id<"tenant">,
  account: Pick<PaymentAccount, "balanceMinor"> | null,
  currency: Currency,
): Promise<PromiseTerms> {
  return {
    taxes: await taxSettingsOfTenant(tx, tenantId),
    taxRounding: await taxRoundingOf(tx),
    coupons: [],
    openInvoices: await readOpenCharges(tx, tenantId),
    balanceMinor: account?.balanceMinor ?? 0n,
    minimumChargeMinor: minimumCharge(currency),
  };
}
