import { and, eq, gt, gte, isNull, or } from "drizzle-orm";
import { licenses, licenseTerms, tenants, usageAlerts, usageChanges, usageMonths } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import type { Transaction } from "@/lib/db/transaction";
import type { PaidInterval } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";
import { firstOfMonth } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import { writeRecurring } from "./write-recurring";

type Holding = {
  licenseId: Id<"license">;
  planVersionId: Id<"planVersion">;
  interval: PaidInterval | null;
  seats?: number;
  addons?: Record<string, string>;
  /** The first midnight that is paid, if it is a trial. */
  trialEnd?: Date | null;
};

/**
 * Writes the history of what the tenant holds from `startsAt` on: the term that held then ends there, and what was
 * written of later times is replaced (a contract may start in the past). What it brings in is worked out anew, also where
 * the same version goes on: another contract may sell other seats of it. So contracts are written first.
 */
export async function beginTerm(
  tx: Transaction,
  tenantId: Id<"tenant">,
  holding: Holding,
  startsAt: Date,
): Promise<void> {
  await writeTerm(tx, tenantId, holding, startsAt);
  await writeRecurring(tx, [tenantId]);
}

async function writeTerm(
  tx: Transaction,
  tenantId: Id<"tenant">,
  holding: Holding,
  startsAt: Date,
): Promise<void> {
  const open = and(eq(licenseTerms.tenantId, tenantId), isNull(licenseTerms.endsAt));
  const [current] = await tx.select().from(licenseTerms).where(open);
  if (current && isSame(current, holding)) return;
  const own = eq(licenseTerms.tenantId, tenantId);
  // A term that would have no length never held: a yearly license that continues monthly passes no moment on Free.
  await tx.delete(licenseTerms).where(and(own, gte(licenseTerms.startsAt, startsAt)));
  await tx
    .update(licenseTerms)
    .set({ endsAt: startsAt })
    .where(and(own, or(isNull(licenseTerms.endsAt), gt(licenseTerms.endsAt, startsAt))));
  await tx.insert(licenseTerms).values({ tenantId, id: newId("licenseTerm"), ...holding, startsAt });
  if (holding.interval !== null) await expectUsage(tx, tenantId, startsAt);
  await noteChangedMonths(tx, tenantId, startsAt);
  await watchUsage(tx, tenantId, startsAt);
}

/** Another plan has other allowances: what is used of them is looked at anew. */
async function watchUsage(tx: Transaction, tenantId: Id<"tenant">, checkAt: Date): Promise<void> {
  await tx
    .insert(usageAlerts)
    .values({ tenantId, checkAt })
    .onConflictDoUpdate({ target: usageAlerts.tenantId, set: { checkAt } });
}

/** What begins in the past changes what months cost that were rated already. */
async function noteChangedMonths(tx: Transaction, tenantId: Id<"tenant">, startsAt: Date): Promise<void> {
  const rated = await tx
    .select({ monthFrom: usageMonths.monthFrom, timeZone: usageMonths.timeZone })
    .from(usageMonths)
    .where(eq(usageMonths.tenantId, tenantId));
  const changed = rated.filter(
    ({ monthFrom, timeZone }) => monthFrom >= firstOfMonth(dayOf(startsAt, timeZone)),
  );
  if (changed.length === 0) return;
  await tx.insert(usageChanges).values(changed.map(({ monthFrom }) => ({ tenantId, monthFrom })));
}

/** The usage of the month in which a paid term begins is rated when that month has ended, if it was not to be earlier. */
async function expectUsage(tx: Transaction, tenantId: Id<"tenant">, startsAt: Date): Promise<void> {
  const [tenant] = await tx
    .select({ timeZone: tenants.timeZone })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  invariant(tenant, `tenant ${tenantId} exists`);
  const usageFrom = firstOfMonth(dayOf(startsAt, tenant.timeZone));
  const usageDueAt = dayWindow(firstOfMonth(usageFrom, 1), tenant.timeZone).start;
  await tx
    .update(licenses)
    .set({ usageFrom, usageDueAt })
    .where(
      and(
        eq(licenses.tenantId, tenantId),
        or(isNull(licenses.usageDueAt), gt(licenses.usageDueAt, usageDueAt)),
      ),
    );
}

type Term = typeof licenseTerms.$inferSelect;

const isSame = (
  term: Term,
  { planVersionId, interval, seats = 0, addons = {}, trialEnd = null }: Holding,
): boolean =>
  term.planVersionId === planVersionId &&
  term.interval === interval &&
  term.trialEnd?.getTime() === trialEnd?.getTime() &&
  term.seats === seats &&
  JSON.stringify(Object.entries(term.addons).sort()) === JSON.stringify(Object.entries(addons).sort());
