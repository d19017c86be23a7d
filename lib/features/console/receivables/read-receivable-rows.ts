import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { licenses, planVersions, stripeInvoices, tenants, users } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { dayOf } from "@/lib/domain/time/calendar";
import { type InvoiceRow, readInvoiceRows } from "@/lib/features/console/invoice-list/read-rows";
import type { Context } from "@/lib/features/foundation/context/context";
import { type Undelivered, undeliveredAbout } from "@/lib/features/foundation/mail/undelivered";
import { dueSince, isDebt } from "@/lib/features/license/debts/debt-conditions";

/** What a tenant owes in one currency, as plain JSON. */
export type ReceivableRow = {
  tenant: InvoiceRow["tenant"];
  rep: string | null;
  planName: LocalizedText;
  license: "paid" | "free" | "suspended";
  currency: string;
  openMinor: string;
  overdueMinor: string;
  /** Of what is late the longest; null: nothing is. */
  daysLate: number | null;
  /** The next attempt to collect any of it from a card. */
  nextAttemptAt: string | null;
  lastRemindedAt: string | null;
  /** The last reminder did not arrive. */
  undelivered: Undelivered | null;
  /** Oldest first. */
  invoices: InvoiceRow[];
  /** The asker may remind the payer, and today nobody has done so for all of it. */
  canRemind: boolean;
  mayRemind: boolean;
  mayWriteOff: boolean;
};

type Key = { tenantId: Id<"tenant">; currency: string };

export async function readReceivableRows(
  tx: Transaction,
  ctx: Context,
  keys: readonly Key[],
  tenantIds: readonly Id<"tenant">[],
): Promise<ReceivableRow[]> {
  if (keys.length === 0) return [];
  const holders = await tx
    .select({
      tenantId: tenants.id,
      timeZone: tenants.timeZone,
      salesRepId: tenants.salesRepId,
      rep: users.name,
      interval: licenses.interval,
      suspendedAt: licenses.suspendedAt,
      planName: sql<LocalizedText>`${planVersions.definition} -> 'name'`,
    })
    .from(tenants)
    .innerJoin(licenses, eq(licenses.tenantId, tenants.id))
    .innerJoin(planVersions, eq(planVersions.id, licenses.planVersionId))
    .leftJoin(users, eq(users.id, tenants.salesRepId))
    .where(inArray(tenants.id, [...tenantIds]));
  const debts = await tx
    .select({ id: stripeInvoices.stripeInvoiceId, remindedAt: stripeInvoices.remindedAt })
    .from(stripeInvoices)
    .where(and(inArray(stripeInvoices.tenantId, [...tenantIds]), isDebt))
    .orderBy(asc(dueSince), asc(stripeInvoices.stripeInvoiceId));
  const remindedOf = new Map(debts.map(({ id, remindedAt }) => [id, remindedAt]));
  const invoices = await readInvoiceRows(
    tx,
    ctx,
    debts.map(({ id }) => id),
  );
  const undelivered = await undeliveredAbout(
    tx,
    tenantIds.map((id) => `reminder:${id}` as const),
  );
  const holderOf = new Map(holders.map((holder) => [holder.tenantId, holder]));
  return keys.flatMap(({ tenantId, currency }) => {
    const holder = holderOf.get(tenantId);
    const own = invoices.filter((each) => each.tenant.id === tenantId && each.currency === currency);
    const [first] = own;
    if (!holder || !first) return [];
    const { salesRepId, timeZone, interval, suspendedAt } = holder;
    const late = own.filter(({ daysLate }) => daysLate !== null);
    const reminded = own.map(({ id }) => remindedOf.get(id) ?? null);
    const today = dayOf(ctx.now, timeZone);
    const roles = rolesOf(ctx.actor, { membership: null, salesRepId });
    const mayRemind = may(roles, "invoices.remind");
    return [
      {
        tenant: first.tenant,
        rep: holder.rep,
        planName: holder.planName,
        license: suspendedAt ? "suspended" : interval === null ? "free" : "paid",
        currency,
        openMinor: sumOf(own),
        overdueMinor: sumOf(late),
        daysLate: late.length === 0 ? null : Math.max(...late.map(({ daysLate }) => daysLate ?? 0)),
        nextAttemptAt:
          own
            .flatMap(({ nextAttemptAt }) => nextAttemptAt ?? [])
            .sort()
            .at(0) ?? null,
        lastRemindedAt:
          reminded
            .flatMap((at) => at?.toISOString() ?? [])
            .sort()
            .at(-1) ?? null,
        undelivered: undelivered.get(`reminder:${tenantId}`) ?? null,
        invoices: own,
        mayRemind,
        mayWriteOff: may(roles, "invoices.write_off"),
        canRemind: mayRemind && reminded.some((at) => at === null || dayOf(at, timeZone) < today),
      } satisfies ReceivableRow,
    ];
  });
}

const sumOf = (rows: readonly InvoiceRow[]): string =>
  String(rows.reduce((sum, { openMinor }) => sum + BigInt(openMinor), 0n));
