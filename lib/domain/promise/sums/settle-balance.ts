import type { PromisedBalance } from "../charge-promise";

/**
 * What is due of a total after the payer's balance. A negative total becomes balance. What would be due but is below
 * the minimum charge is carried: the balance falls by it, and the next invoice collects it.
 */
export function settleBalance(
  totalMinor: bigint,
  { balanceMinor, minimumChargeMinor }: { balanceMinor: bigint; minimumChargeMinor: bigint },
): { balance: PromisedBalance; dueNowMinor: bigint } {
  const appliedMinor = totalMinor <= 0n ? 0n : balanceMinor < totalMinor ? balanceMinor : totalMinor;
  const creditedMinor = totalMinor < 0n ? -totalMinor : 0n;
  const due = totalMinor - appliedMinor + creditedMinor;
  const carriedMinor = due < minimumChargeMinor ? due : 0n;
  return {
    balance: {
      beforeMinor: balanceMinor,
      appliedMinor,
      creditedMinor,
      carriedMinor,
      afterMinor: balanceMinor - appliedMinor + creditedMinor - carriedMinor,
    },
    dueNowMinor: due - carriedMinor,
  };
}
