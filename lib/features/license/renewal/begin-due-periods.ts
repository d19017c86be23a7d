import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { periodOf } from "@/lib/domain/license/periods";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { readBilledLines } from "@/lib/features/license/charges/queries";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { couponsOf } from "@/lib/features/license/coupons/coupons-of";
import { withFoundCoupons } from "@/lib/features/license/coupons/found-coupons";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import { findOpenReservation, type License, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { type DueUsage, takeDueUsage } from "@/lib/features/license/usage-charges/take-due-usage";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { beginContractPeriod } from "./begin-contract-period";
import { billUsage } from "./bill-usage";
import { openClose } from "./open-close";

/**
 * Begins every period that is due, of a contract that Choba invoices or of a license that was bought: it is renewed, a
 * trial becomes paid, a reservation takes effect, or a license whose renewal was stopped ends. The usage of each month
 * that has ended is rated and billed with it. What all this costs is promised and committed here; its invoice follows
 * (`stripe.close.carry`). Nothing is begun twice, and nothing waits for Stripe.
 */
export async function beginDuePeriods(tx: Transaction, ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  const { timeZone } = tenant;
  for (;;) {
    const license = await lockLicense(tx, tenantId);
    const contract = await findRunningContract(tx, tenantId);
    const begins = contract ? contract.billsAt : license.interval && license.periodEnd;
    const at = firstDue([begins, license.usageDueAt], ctx.now);
    if (!at) return;
    const usage = await takeDueUsage(tx, ctx, license, timeZone, at);
    if (!begins || begins > at) await billUsage(tx, ctx, tenantId, usage, { at, timeZone });
    else if (!contract) await beginOrEnd(tx, ctx, { ...license, periodEnd: begins }, usage, timeZone);
    else if (!(await beginContractPeriod(tx, ctx, contract, usage))) return;
  }
}

/** The earliest of the moments that have come. */
function firstDue(moments: readonly (Date | null)[], now: Date): Date | null {
  const due = moments.filter((moment) => moment !== null).filter((moment) => moment <= now);
  return due.reduce<Date | null>((first, moment) => (first && first <= moment ? first : moment), null);
}

async function beginOrEnd(
  tx: Transaction,
  ctx: Context,
  license: License & { periodEnd: Date },
  usage: readonly DueUsage[],
  timeZone: string,
): Promise<void> {
  const { tenantId, interval, periodEnd, renews } = license;
  if (interval !== null && renews) return beginPeriod(tx, ctx, { ...license, interval }, usage, timeZone);
  await billUsage(tx, ctx, tenantId, usage, { at: periodEnd, timeZone });
  await endLicense(tx, ctx, license, periodEnd);
  await enqueueSync(tx, ctx, tenantId);
}

type Ending = License & { interval: NonNullable<License["interval"]>; periodEnd: Date };

async function beginPeriod(
  tx: Transaction,
  ctx: Context,
  license: Ending,
  usage: readonly DueUsage[],
  timeZone: string,
): Promise<void> {
  const { tenantId, periodEnd } = license;
  const reservation = await findOpenReservation(tx, tenantId);
  const held = reservation ?? license;
  const { planVersionId, interval, seats, addons } = held;
  const from = dayOf(periodEnd, timeZone);
  // A year begins with the first day that is paid.
  const goesOn = license.interval === "year" && license.trialEnd === null;
  const yearStart = interval === "month" ? null : goesOn ? license.yearStart : from;
  // A yearly license that becomes monthly, and a trial that ends, begin in the middle of a month.
  const span = { from, until: periodOf(interval, yearStart, from).until };
  const version = await getPlanVersion(tx, planVersionId);
  const holding = holdingOf(version, { interval: interval ?? license.interval, seats, addons });
  const { currency } = version.definition;
  const joins = (each: DueUsage) => each.contract === null && each.currency === currency;
  await billUsage(
    tx,
    ctx,
    tenantId,
    usage.filter((each) => !joins(each)),
    { at: periodEnd, timeZone },
  );
  const account = await findPaymentAccount(tx, tenantId);
  const billed = await readBilledLines(tx, tenantId, from);
  const own = await couponsOf(tx, {
    tenantId,
    timeZone,
    day: from,
    currency,
    planKey: version.planKey,
    nextPlanKey: version.planKey,
    period: periodOf(holding.interval, yearStart, from),
    billed,
    added: null,
  });
  const charged = {
    tenantId,
    timeZone,
    day: from,
    span,
    interval: holding.interval,
    yearStart,
    currency,
    billed,
  };
  const promise = promisePeriod({
    ...(await promiseTerms(tx, tenantId, account, currency)),
    ...(await withFoundCoupons(tx, own, charged)),
    day: from,
    holding,
    span,
    yearStart,
    billed,
    usage: usage.filter(joins).flatMap(({ months }) => months),
  });
  const close = { kind: "period" as const, from, dueAt: periodEnd, timeZone, promise, daysUntilDue: null };
  await openClose(tx, ctx, tenantId, close);
  await changeHolding(tx, ctx, license, {
    planVersionId,
    interval: holding.interval,
    seats,
    addons,
    yearStart,
    periodStart: periodEnd,
    periodEnd: dayWindow(span.until, timeZone).start,
    trialEnd: null,
    heldFrom: periodEnd,
  });
  if (reservation) await closeReservation(tx, ctx, reservation, "applied");
}
