import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { knownEnd } from "@/lib/domain/contract/timeline";
import type { Id } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";
import { type DaySpan, earlierOf } from "@/lib/domain/time/day-span";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { findRunningContract, findScheduledContract } from "@/lib/features/license/contracts/record/queries";
import { findOpenReservation, getLicense } from "@/lib/features/license/lifecycle/queries";
import { paidTermsIn, type TermOfTenant } from "./queries";

/** What is known to follow what is held now. Null: it goes on. */
type KnownChange = {
  at: Date;
  /** Null: nothing that is paid for. */
  next: { planVersionId: Id<"planVersion">; interval: PaidInterval; seats: number } | null;
};

/**
 * The paid terms of a month as they are known now. What is held is taken to be held on, up to where it is known to end or
 * to change: a stopped renewal, a reservation, a trial that becomes paid, the end of a contract, the beginning of the next one.
 */
export async function expectedTermsIn(
  tx: Transaction,
  tenantId: Id<"tenant">,
  month: DaySpan,
  timeZone: string,
): Promise<TermOfTenant[]> {
  const terms = await paidTermsIn(tx, tenantId, month, timeZone);
  const change = await knownChange(tx, tenantId);
  const day = change && dayOf(change.at, timeZone);
  if (!day || day >= month.until) return terms;
  const before = terms.flatMap((term) => {
    const { from, until } = term.span;
    return from < day ? [{ ...term, span: { from, until: earlierOf(until, day) } }] : [];
  });
  if (!change.next) return before;
  const { planVersionId, interval, seats } = change.next;
  const { definition, planKey } = await getPlanVersion(tx, planVersionId);
  const span = { from: day, until: month.until };
  return [...before, { planVersionId, planKey, definition, interval, seats, span }];
}

async function knownChange(tx: Transaction, tenantId: Id<"tenant">): Promise<KnownChange | null> {
  const running = await findRunningContract(tx, tenantId);
  const scheduled = await findScheduledContract(tx, tenantId);
  const end = running && knownEnd(running, scheduled);
  if (scheduled && (!end || scheduled.startsAt <= end)) {
    const { startsAt, planVersionId, interval, quantities } = scheduled;
    return { at: startsAt, next: { planVersionId, interval, seats: quantities.seats } };
  }
  if (running) return end && { at: end, next: null };
  const license = await getLicense(tx, tenantId);
  if (license.interval === null || !license.periodEnd) return null;
  if (!license.renews) return { at: license.periodEnd, next: null };
  const reserved = await findOpenReservation(tx, tenantId);
  // The days of a trial are not paid for; what is held then is.
  const next = reserved ?? (license.trialEnd ? { ...license, interval: license.interval } : null);
  return next && { at: license.periodEnd, next };
}
