import type { Transaction } from "@/lib/db/transaction";
import type { Currency } from "@/lib/domain/money/currency";
import { minimumCharge } from "@/lib/domain/money/minimum-charge";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import { taxRoundingOf } from "@/lib/features/catalog/tax-rates/tax-rounding";
import type { PaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/** What holds for every promise made to a payer. */
export async function promiseTerms(
  tx: Transaction,
  account: Pick<PaymentAccount, "balanceMinor"> | null,
  currency: Currency,
): Promise<PromiseTerms> {
  return {
    taxes: [{ from: "0001-01-01", treatment: "taxed", reason: null, rates: [] }],
    taxRounding: await taxRoundingOf(tx),
    coupons: [],
    balanceMinor: account?.balanceMinor ?? 0n,
    minimumChargeMinor: minimumCharge(currency),
  };
}
