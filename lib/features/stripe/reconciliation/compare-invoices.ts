import { and, asc, eq, gt, gte, inArray, notExists, or, sql } from "drizzle-orm";
import { paymentAccounts, reconciliationSeen, stripeInvoices } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { noteMended } from "@/lib/features/license/differences/record-differences";
import { type ListedInvoice, pageOfInvoices } from "@/lib/stripe/account-lists";
import { afterRequests } from "./pace";
import { type ComparedPage, type ComparePage, recentSince } from "./page";
import { noteSeen } from "./seen";

/** Invoices of the last weeks, in whatever state. */
export const compareInvoices: ComparePage = async (ctx, round, after) =>
  compared(ctx, await pageOfInvoices({ after, since: recentSince(round) }));

/** Open ones, however old. */
export const compareOpenInvoices: ComparePage = async (ctx, _round, after) =>
  compared(ctx, await pageOfInvoices({ after, status: "open" }));

type Page = Awaited<ReturnType<typeof pageOfInvoices>>;

async function compared(ctx: Context, { items, next }: Page): Promise<ComparedPage> {
  const readAnew = await acrossTenants(async (tx) => {
    if (items.length === 0) return 0;
    const owners = await tx
      .select({ tenantId: paymentAccounts.tenantId, customerId: paymentAccounts.stripeCustomerId })
      .from(paymentAccounts)
      .where(inArray(paymentAccounts.stripeCustomerId, [...new Set(items.map((item) => item.customerId))]));
    const tenantOf = new Map(owners.map(({ tenantId, customerId }) => [customerId, tenantId]));
    const ids = items.map(({ id }) => id);
    const rows = await tx.select().from(stripeInvoices).where(inArray(stripeInvoices.stripeInvoiceId, ids));
    const known = new Map(rows.map((row) => [row.stripeInvoiceId, row]));
    const first = await noteSeen(tx, ids);
    let differing = 0;
    for (const found of items) {
      const tenantId = tenantOf.get(found.customerId);
      const row = known.get(found.id);
      if (!tenantId || !first.has(found.id) || (row && isKnown(row, found))) continue;
      const { id, totalMinor, currency } = found;
      await readAgain(tx, ctx, { tenantId, id, totalMinor, currency }, differing++);
    }
    return differing;
  });
  return { next, compared: items.length, readAnew, made: 0, requests: readAnew * requestsOfOne };
}

/** An invoice is read for the list and for what it carries. */
const requestsOfOne = 2;

const isKnown = (row: typeof stripeInvoices.$inferSelect, found: ListedInvoice): boolean =>
  row.status === found.status &&
  row.totalMinor === found.totalMinor &&
  row.paidMinor === found.paidMinor &&
  row.remainingMinor === found.remainingMinor &&
  row.creditedMinor === found.creditedMinor;

type Missed = { tenantId: Id<"tenant">; id: string; totalMinor: bigint; currency: string };

/** `place`: how many of the page are read before it. */
async function readAgain(
  tx: Transaction,
  ctx: Context,
  { tenantId, id, totalMinor, currency }: Missed,
  place: number,
): Promise<void> {
  const job = { key: `refresh-invoice:${id}`, delay: afterRequests(place * requestsOfOne) };
  await enqueueJob(tx, "refresh-invoice", { stripeInvoiceId: id }, job);
  const facts = { amountMinor: String(totalMinor), currency };
  await noteMended(tx, ctx, tenantId, { kind: "invoice_missed", key: id, facts }, "reconciliation");
}

const pageSize = 100;

/** What is open here and not there any more was paid, voided or deleted. */
export const compareGoneInvoices: ComparePage = async (ctx, round, after) => {
  const gone = await acrossTenants(async (tx) => {
    const rows = await tx
      .select()
      .from(stripeInvoices)
      .where(
        and(
          or(
            eq(stripeInvoices.status, "open"),
            and(eq(stripeInvoices.status, "draft"), gte(stripeInvoices.createdAt, recentSince(round))),
          ),
          after ? gt(stripeInvoices.stripeInvoiceId, after) : undefined,
          // Younger ones were made while the list was read.
          sql`${stripeInvoices.createdAt} < ${round.startedAt.toISOString()}::timestamptz`,
          notExists(
            tx
              .select({ one: sql`1` })
              .from(reconciliationSeen)
              .where(eq(reconciliationSeen.objectId, stripeInvoices.stripeInvoiceId)),
          ),
        ),
      )
      .orderBy(asc(stripeInvoices.stripeInvoiceId))
      .limit(pageSize);
    for (const [index, { tenantId, stripeInvoiceId: id, totalMinor, currency }] of rows.entries())
      await readAgain(tx, ctx, { tenantId, id, totalMinor, currency }, index);
    return rows;
  });
  const next = gone.length === pageSize ? (gone.at(-1)?.stripeInvoiceId ?? null) : null;
  return {
    next,
    compared: gone.length,
    readAnew: gone.length,
    made: 0,
    requests: gone.length * requestsOfOne,
  };
};
