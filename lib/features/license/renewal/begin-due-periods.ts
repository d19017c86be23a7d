import { eq } from "drizzle-orm";
import { billingCloses, tenants } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { periodOf } from "@/lib/domain/license/periods";
import { promisePeriod } from "@/lib/domain/promise/promise-period";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { keepBilledLines } from "@/lib/features/license/charges/keep-billed-lines";
import { makeCharge } from "@/lib/features/license/charges/make-charge";
import { promiseTerms } from "@/lib/features/license/charges/promise-terms";
import { type Charge, readBilledLines } from "@/lib/features/license/charges/queries";
import { findRunningContract } from "@/lib/features/license/contracts/record/queries";
import { holdingOf } from "@/lib/features/license/holding/holding-of";
import { changeHolding } from "@/lib/features/license/lifecycle/change-holding";
import { endLicense } from "@/lib/features/license/lifecycle/end-license";
import { findOpenReservation, type License, lockLicense } from "@/lib/features/license/lifecycle/queries";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";

/**
 * Begins every period that is due of a license that was bought: the license is renewed, a reservation takes effect, or a
 * license whose renewal was stopped ends. What the period costs is promised and committed here; its invoice follows
 * (`stripe.close.carry`). Nothing is begun twice, and nothing waits for Stripe.
 */
export async function beginDuePeriods(tx: Transaction, ctx: Context, tenantId: Id<"tenant">): Promise<void> {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  if (await findRunningContract(tx, tenantId)) return;
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
  const account = await findPaymentAccount(tx, tenantId);
  const promise = promisePeriod({
    ...(await promiseTerms(tx, tenantId, account, version.definition.currency)),
    day: from,
    holding,
    span,
    yearStart,
    billed: await readBilledLines(tx, tenantId, from),
  });
  const charge = promise.lines.length > 0 ? await makeCharge(tx, ctx, tenantId, "renewal", promise) : null;
  // Billed from now on: a change in this period is worked out against it, whether its invoice is final or not.
  if (charge) await keepBilledLines(tx, charge, charge.id);
  await openClose(tx, ctx, license, { from, timeZone, charge });
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

async function openClose(
  tx: Transaction,
  ctx: Context,
  { tenantId, periodEnd }: Ending,
  { from, timeZone, charge }: { from: Day; timeZone: string; charge: Charge | null },
): Promise<void> {
  const id = newId("close");
  await tx.insert(billingCloses).values({
    tenantId,
    id,
    state: charge ? "carrying" : "nothing_owed",
    periodFrom: from,
    timeZone,
    dueAt: periodEnd,
    chargeId: charge?.id ?? null,
    createdAt: ctx.now,
    closedAt: charge ? null : ctx.now,
  });
  if (charge) await enqueueMessage(tx, ctx, tenantId, "stripe.close.carry", { closeId: id }, "worker");
  else await enqueueSync(tx, ctx, tenantId);
}
