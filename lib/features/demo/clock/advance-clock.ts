import { and, asc, gt, isNotNull, sql } from "drizzle-orm";
import { licenses, outboxMessages, stripeEvents } from "@/drizzle/schema";
import { machineNow, readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { Refused, type Result, succeeded } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { closeTenant, tenantsToClose } from "@/lib/features/billing/close/close-tenant";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
import { remindOfRenewal, tenantsWithRenewalsToTell } from "@/lib/features/license/renewal/remind-of-renewal";
import { remindOfTrialEnd, tenantsWithTrialsToEnd } from "@/lib/features/license/trials/remind-of-trial-end";
import { moveStripeClock } from "@/lib/stripe/demo-clock";
import { setOffset } from "./set-offset";

/** Time passes in steps of at most a day, so that each renewal meets a Choba that believes it is that day. */
const stepMs = 24 * 60 * 60 * 1000;
const furthestMs = 400 * stepMs;

/**
 * Moves the demo's time ahead to an instant: step by step first Choba's clock, then Stripe's, then what that caused is
 * waited for. Renewals, reservations and the new month happen on the way. Exists only in the demo.
 */
export async function advanceClock(ctx: Context, to: Date): Promise<Result<{ now: string }>> {
  try {
    if (!env().CHOBA_DEMO) throw new Refused("not_found");
    authoriseConsole(ctx, "clock.advance");
    const start = await readClock();
    if (!(to > start)) throw new Refused("too_late");
    if (to.getTime() - start.getTime() > furthestMs)
      throw new Refused("invalid_input", {
        fields: [{ field: "to", rule: "too_big", params: { maximum: 400 } }],
      });
    for (let at = start; at < to; ) {
      at = await nextStop(at, to);
      await setOffset(at.getTime() - machineNow().getTime());
      await moveStripeClock(at);
      // What was due has taken its time, in which Choba's clock went on: Stripe's must not stay behind it.
      await moveStripeClock(await readClock());
      await settled();
      await beginDue();
      await settled();
    }
    return succeeded({ now: (await readClock()).toISOString() });
  } catch (error) {
    return answerRefusal(error);
  }
}

/**
 * The end of the next step: a day at most, and not beyond the next first midnight of a period, so that a period begins
 * before Stripe's renewal goes on.
 */
async function nextStop(at: Date, to: Date): Promise<Date> {
  const [next] = await acrossTenants((tx) =>
    tx
      .select({ periodEnd: licenses.periodEnd })
      .from(licenses)
      .where(and(isNotNull(licenses.interval), gt(licenses.periodEnd, at)))
      .orderBy(asc(licenses.periodEnd))
      .limit(1),
  );
  const due = next?.periodEnd?.getTime() ?? Number.POSITIVE_INFINITY;
  return new Date(Math.min(at.getTime() + stepMs, to.getTime(), due));
}

/** Begins the periods that are due now and tells of trials that end and of renewals, as the worker's sweep does each minute. */
async function beginDue(): Promise<void> {
  const ctx = systemContext("demo clock", await readClock(), newId("audit"));
  for (const tenantId of await acrossTenants((tx) => tenantsWithTrialsToEnd(tx, ctx.now, 500)))
    await remindOfTrialEnd(ctx, tenantId);
  for (const tenantId of await acrossTenants((tx) => tenantsWithRenewalsToTell(tx, ctx.now, 500)))
    await remindOfRenewal(ctx, tenantId);
  for (const tenantId of await acrossTenants((tx) => tenantsToClose(tx, ctx.now, 500)))
    await closeTenant(ctx, tenantId);
}

/** Waits, a few seconds at most, until the worker has nothing left of what Stripe announced. */
async function settled(): Promise<void> {
  for (let round = 0; round < 200; round++) {
    const [open] = (
      await acrossTenants((tx) =>
        tx.execute<{ n: string }>(sql`
        select (select count(*) from ${stripeEvents} where processed_at is null)
             + (select count(*) from ${outboxMessages} where state = 'pending' and operation like 'stripe.%') as n`),
      )
    ).rows;
    if (Number(open?.n ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
