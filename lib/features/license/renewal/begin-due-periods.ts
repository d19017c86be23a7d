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
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { beginContractPeriods } from "./begin-contract-periods";
import { openClose } from "./open-close";

/**
 * Begins every period that is due of a contract that Choba invoices, or of a license that was bought: the license is renewed, a reservation takes effect, or a
 * license whose renewal was stopped ends. What the period costs is promised and committed here; its invoice follows
 * (`stripe.close.carry`). Nothing is begun twice, and nothing waits for Stripe.
 */
export async function beginDuePeriods(tx: Transaction, ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  if (await findRunningContract(tx, tenantId)) return beginContractPeriods(tx, ctx, tenantId);
  for (;;) {
    const license = await lockLicense(tx, tenantId);
    const { interval, periodEnd, renews } = license;
    if (interval === null || periodEnd === null || periodEnd > ctx.now) return;
    if (!renews) {
      await endLicense(tx, ctx, license, periodEnd);
      await enqueueSync(tx, ctx, tenantId);
      return;
    }
    await beginPeriod(tx, ctx, { ...license, interval, periodEnd }, tenant.timeZone);
  }
}

type Ending = License & { interval: NonNullable<License["interval"]>; periodEnd: Date };

async function beginPeriod(tx: Transaction, ctx: Context, license: Ending, timeZone: string): Promise<void> {
  const { tenantId, periodEnd } = license;
  const reservation = await findOpenReservation(tx, tenantId);
  const held = reservation ?? license;
  const { planVersionId, interval, seats, addons } = held;
  const from = dayOf(periodEnd, timeZone);
  const yearStart = interval === "month" ? null : license.interval === "year" ? license.yearStart : from;
  // A yearly license that becomes monthly begins in the middle of a month.
  const span = { from, until: periodOf(interval, yearStart, from).until };
  const version = await getPlanVersion(tx, planVersionId);
  const holding = holdingOf(version, { interval: interval ?? license.interval, seats, addons });
  const { currency } = version.definition;
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
  });
  await openClose(tx, ctx, tenantId, { from, dueAt: periodEnd, timeZone, promise, daysUntilDue: null });
  await changeHolding(tx, ctx, license, {
    planVersionId,
    interval: holding.interval,
    seats,
    addons,
    yearStart,
    periodStart: periodEnd,
    periodEnd: dayWindow(span.until, timeZone).start,
    heldFrom: periodEnd,
  });
  if (reservation) await closeReservation(tx, ctx, reservation, "applied");
}
