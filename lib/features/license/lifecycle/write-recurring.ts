import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { contracts, licenseTerms, planVersions, recurringRevenue, tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { nothingUsed } from "@/lib/domain/pricing/quantities";
import { noTerms } from "@/lib/domain/pricing/terms";
import { monthlyRecurringMinor } from "@/lib/domain/revenue/monthly-recurring";
import { stretchesOf } from "@/lib/domain/revenue/stretches";

/**
 * Works out anew what the licenses of these tenants bring in by themselves, from their whole history, and writes it in
 * the place of what stood there. To be called, in the same transaction, wherever the history of a license, what was
 * agreed with it, or the tenant's zone has changed. Running it twice changes nothing.
 */
export async function writeRecurring(tx: Transaction, tenantIds: readonly Id<"tenant">[]): Promise<void> {
  const ids = [...tenantIds];
  const terms = await readPaidTerms(tx, ids);
  const agreed = await readAgreed(tx, ids);
  const rows = terms.flatMap((term) => amountsOf(term, agreed(term)));
  await tx.delete(recurringRevenue).where(inArray(recurringRevenue.tenantId, ids));
  if (rows.length > 0) await tx.insert(recurringRevenue).values(rows);
}

type PaidTerm = Awaited<ReturnType<typeof readPaidTerms>>[number];
type Agreed = ReturnType<Awaited<ReturnType<typeof readAgreed>>>[number];

/** The amounts of one term, which a contract of the same version or the end of its discount may divide. */
function amountsOf(term: PaidTerm, agreed: readonly Agreed[]): (typeof recurringRevenue.$inferInsert)[] {
  const { tenantId, planId, definition } = term;
  return stretchesOf(term, agreed).flatMap(({ startsAt, endsAt, agreement, monthsBefore }) => {
    // What has no length never held.
    if (endsAt && endsAt <= startsAt) return [];
    const discounts = agreement?.discount ? [agreement.discount] : [];
    const quantities = { ...nothingUsed, ...agreement?.quantities };
    const { taxes, taxRounding } = agreement ?? noTerms;
    const terms = { discounts, monthsBefore, taxes, taxRounding };
    const monthlyMinor = monthlyRecurringMinor(definition, term.interval, quantities, terms);
    return [{ tenantId, startsAt, endsAt, planId, currency: definition.currency, monthlyMinor }];
  });
}

/** Terms that bring something in: not on Free, and not on trial. */
async function readPaidTerms(tx: Transaction, tenantIds: Id<"tenant">[]) {
  const rows = await tx
    .select({
      tenantId: licenseTerms.tenantId,
      timeZone: tenants.timeZone,
      planId: planVersions.planId,
      planVersionId: licenseTerms.planVersionId,
      definition: planVersions.definition,
      interval: licenseTerms.interval,
      startsAt: licenseTerms.startsAt,
      endsAt: licenseTerms.endsAt,
    })
    .from(licenseTerms)
    .innerJoin(tenants, eq(tenants.id, licenseTerms.tenantId))
    .innerJoin(planVersions, eq(planVersions.id, licenseTerms.planVersionId))
    .where(
      and(
        inArray(licenseTerms.tenantId, tenantIds),
        isNotNull(licenseTerms.interval),
        isNull(licenseTerms.trialEnd),
      ),
    );
  return rows.flatMap(({ interval, ...term }) => (interval ? [{ ...term, interval }] : []));
}

/** Seats, add-ons, discount and taxes of the contracts under which a version was held, and from when to when; newest first. */
async function readAgreed(tx: Transaction, tenantIds: Id<"tenant">[]) {
  const rows = await tx
    .select({
      tenantId: contracts.tenantId,
      planVersionId: contracts.planVersionId,
      startsAt: contracts.startsAt,
      endsAt: contracts.endedAt,
      quantities: contracts.quantities,
      discount: contracts.discount,
      taxes: contracts.taxes,
      taxRounding: contracts.taxRounding,
    })
    .from(contracts)
    .where(and(inArray(contracts.tenantId, tenantIds), inArray(contracts.state, ["active", "ended"])))
    .orderBy(desc(contracts.startsAt));
  type Held = { tenantId: string; planVersionId: string };
  const keyOf = ({ tenantId, planVersionId }: Held) => `${tenantId} ${planVersionId}`;
  const byVersion = new Map<string, typeof rows>();
  for (const row of rows) byVersion.set(keyOf(row), [...(byVersion.get(keyOf(row)) ?? []), row]);
  return (held: Held) => byVersion.get(keyOf(held)) ?? [];
}
