import type { Day } from "../time/day-span";
import type { ChargePromise } from "./charge-promise";
import type { UsageOfMonth } from "./lines/usage-line";
import { makePromise } from "./make-promise";
import type { PromiseTerms } from "./promise-terms";

export type UsageToBill = PromiseTerms & { currency: string; day: Day; usage: readonly UsageOfMonth[] };

/** The usage of ended months without a period that begins: of a yearly license, or of one that has ended. */
export const promiseUsage = (input: UsageToBill): ChargePromise =>
  makePromise(
    {
      currency: input.currency,
      day: input.day,
      charges: [],
      unused: [],
      usage: input.usage,
      continuesPeriod: true,
      next: null,
    },
    input,
  );

/** Several of them, made one after the other: what one takes from the payer's balance is not there for the next. */
export function promiseUsages(all: readonly UsageToBill[], balanceMinor?: bigint): ChargePromise[] {
  let balance = balanceMinor;
  return all.map((input) => {
    const promise = promiseUsage({ ...input, balanceMinor: balance ?? input.balanceMinor });
    balance = promise.balance.afterMinor;
    return promise;
  });
}
