import { and, asc, eq, gte, isNotNull, isNull, lt, ne, or } from "drizzle-orm";
import { billedUsage, charges, licenseTerms, plans, planVersions, usageWriteOffs } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { UsageLine } from "@/lib/domain/promise/lines/usage-line";
import type { PaidTerm } from "@/lib/domain/rated-usage/held-parts";
import { dayOf } from "@/lib/domain/time/calendar";
import type { Day, DaySpan } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";

export type TermOfTenant = PaidTerm & {
  planVersionId: Id<"planVersion">;
  planKey: string;
  interval: PaidInterval;
};

/**
 * The paid terms that a tenant held in a month, oldest first. A day belongs to what was held when it ended, so a change
 * counts from its day on.
 */
export async function paidTermsIn(
  tx: Transaction,
  tenantId: Id<"tenant">,
  month: DaySpan,
  timeZone: string,
): Promise<TermOfTenant[]> {
  const { start } = dayWindow(month.from, timeZone);
  const end = dayWindow(month.until, timeZone).start;
  const rows = await tx
    .select({ term: licenseTerms, definition: planVersions.definition, planKey: plans.key })
    .from(licenseTerms)
    .innerJoin(planVersions, eq(planVersions.id, licenseTerms.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(
      and(
        eq(licenseTerms.tenantId, tenantId),
        isNotNull(licenseTerms.interval),
        // What is used in a trial is not charged.
        isNull(licenseTerms.trialEnd),
        lt(licenseTerms.startsAt, end),
        or(isNull(licenseTerms.endsAt), gte(licenseTerms.endsAt, start)),
      ),
    )
    .orderBy(asc(licenseTerms.startsAt));
  return rows.map(({ term, definition, planKey }) => {
    invariant(term.interval, "a paid term has an interval");
    const until = term.endsAt ? dayOf(term.endsAt, timeZone) : month.until;
    return {
      planVersionId: term.planVersionId,
      planKey,
      definition,
      interval: term.interval,
      seats: term.seats,
      span: { from: dayOf(term.startsAt, timeZone), until },
    };
  });
}

/** When the first paid term begins, or goes on, at `from` or later; null: none does. */
export async function nextPaidTerm(
  tx: Transaction,
  tenantId: Id<"tenant">,
  from: Date,
): Promise<Date | null> {
  const [term] = await tx
    .select({ startsAt: licenseTerms.startsAt })
    .from(licenseTerms)
    .where(
      and(
        eq(licenseTerms.tenantId, tenantId),
        isNotNull(licenseTerms.interval),
        or(isNull(licenseTerms.endsAt), gte(licenseTerms.endsAt, from), gte(licenseTerms.startsAt, from)),
        or(isNull(licenseTerms.endsAt), ne(licenseTerms.endsAt, from)),
      ),
    )
    .orderBy(asc(licenseTerms.startsAt))
    .limit(1);
  return term ? (term.startsAt > from ? term.startsAt : from) : null;
}

/** What was billed for a month's usage or written off: what it costs beyond this is to be billed. */
export async function settledUsageOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  monthFrom: Day,
): Promise<UsageLine[]> {
  const writtenOff = await tx
    .select({ line: usageWriteOffs.line })
    .from(usageWriteOffs)
    .where(and(eq(usageWriteOffs.tenantId, tenantId), eq(usageWriteOffs.monthFrom, monthFrom)));
  return [...(await billedUsageOf(tx, tenantId, monthFrom)), ...writtenOff.map(({ line }) => line)];
}

/**
 * What was billed for a month's usage. An invoice that people voided counts as billed: they forgave it. One that Stripe
 * refused for good does not. Work on demand is counted nowhere, so it is never corrected.
 */
export async function billedUsageOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  monthFrom: Day,
): Promise<UsageLine[]> {
  const rows = await tx
    .select({ line: billedUsage.line, state: charges.state })
    .from(billedUsage)
    .leftJoin(charges, and(eq(charges.tenantId, billedUsage.tenantId), eq(charges.id, billedUsage.chargeId)))
    .where(and(eq(billedUsage.tenantId, tenantId), eq(billedUsage.monthFrom, monthFrom)));
  return rows.flatMap(({ line, state }) => (state === "failed" || line.kind === "work" ? [] : [line]));
}
