import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { type BilledContract, yearStartOf } from "@/lib/domain/contract/billing-span";
import type { ContractTerms } from "@/lib/domain/contract/contract";
import { discountOfContract } from "@/lib/domain/contract/discount-of-contract";
import { knownEnd } from "@/lib/domain/contract/timeline";
import type { Id } from "@/lib/domain/ids";
import { periodOf } from "@/lib/domain/license/periods";
import type { TaxRounding } from "@/lib/domain/pricing/terms";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import type { UsageOfMonth } from "@/lib/domain/promise/lines/usage-line";
import { promiseEnd } from "@/lib/domain/promise/promise-end";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import type { PromiseTerms } from "@/lib/domain/promise/promise-terms";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day, DaySpan } from "@/lib/domain/time/day-span";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { readBilledLines, usageSharesSince } from "@/lib/features/license/charges/queries";
import type { Contract } from "@/lib/features/license/contracts/record/queries";
import { withFoundCoupons } from "@/lib/features/license/coupons/found-coupons";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/** What a promise needs of a contract, agreed or only asked for. */
export type ContractToCharge = BilledContract &
  Pick<ContractTerms, "quantities" | "discount" | "taxes" | "taxRounding"> & {
    /** Names its discount among the coupons. */
    key: string;
    timeZone: string;
    planVersionId: string;
    rank: number;
    definition: PlanDefinition;
  };

/** A contract as promises know it. It ends where it gives way to the scheduled one. */
export async function contractToCharge(
  tx: Transaction,
  contract: Contract,
  scheduled: { startsAt: Date } | null,
): Promise<ContractToCharge> {
  const { timeZone, startsAt, interval, quantities, discount, taxes, taxRounding } = contract;
  const end = knownEnd(contract, scheduled);
  const { id, rank, definition } = await getPlanVersion(tx, contract.planVersionId);
  return {
    key: contract.id,
    planVersionId: id,
    rank,
    definition,
    interval,
    quantities,
    discount,
    taxes,
    taxRounding,
    timeZone,
    firstDay: dayOf(startsAt, timeZone),
    endDay: end && dayOf(end, timeZone),
  };
}

type SpanToBill = {
  day: Day;
  span: DaySpan;
  usage?: readonly UsageOfMonth[];
  /** The payer's balance after invoices that are made before; absent: what is known of it. */
  balanceMinor?: bigint;
};

/**
 * What the days of a span cost by a contract, less what is billed for them. What else is billed for these days or later
 * ones is given back, whoever held it: the contract before, or a license that the tenant bought.
 */
export async function promiseOfSpan(
  tx: Transaction,
  tenantId: Id<"tenant">,
  contract: ContractToCharge,
  { day, span, usage, balanceMinor }: SpanToBill,
): Promise<ChargePromise> {
  const { planVersionId, rank, definition, interval, quantities, key, timeZone } = contract;
  const yearStart = yearStartOf(contract);
  const billedInPeriod = await readBilledLines(tx, tenantId, periodOf(interval, yearStart, span.from).from);
  const { currency } = definition;
  const byUsage = await usageSharesSince(tx, tenantId, periodOf(interval, yearStart, span.from).from);
  const own = { coupons: discountOfContract(contract, key, span.from, billedInPeriod, byUsage) };
  const charged = {
    tenantId,
    timeZone,
    day: span.from,
    span,
    interval,
    yearStart,
    currency,
    billed: billedInPeriod,
  };
  const terms = await termsOfContract(tx, tenantId, contract, currency);
  return promisePeriod({
    ...terms,
    balanceMinor: balanceMinor ?? terms.balanceMinor,
    ...(await withFoundCoupons(tx, own, charged)),
    day,
    holding: { planVersionId, rank, definition, interval, ...quantities },
    span,
    yearStart,
    billed: await readBilledLines(tx, tenantId, span.from),
    usage,
  });
}

/** What holds for every promise by a contract: its own taxes, as they were agreed. Coupons are left to the caller. */
export async function termsOfContract(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { taxes, taxRounding }: Pick<ContractTerms, "taxes" | "taxRounding">,
  currency: string,
): Promise<PromiseTerms> {
  const account = await findPaymentAccount(tx, tenantId);
  return {
    ...(await promiseTerms(tx, tenantId, account, currency)),
    taxes: [{ from: "0001-01-01", treatment: "taxed", reason: null, rates: taxes }],
    taxRounding,
  };
}

/** What is given back if nothing is held from `endsOn` on. */
export async function promiseOfEnd(
  tx: Transaction,
  tenantId: Id<"tenant">,
  currency: string,
  { day, endsOn, taxRounding }: { day: Day; endsOn: Day; taxRounding: TaxRounding },
): Promise<ChargePromise> {
  const account = await findPaymentAccount(tx, tenantId);
  return promiseEnd({
    ...(await promiseTerms(tx, tenantId, account, currency)),
    taxRounding,
    currency,
    day,
    endsOn,
    billed: await readBilledLines(tx, tenantId, endsOn),
  });
}
