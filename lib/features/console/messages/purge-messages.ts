import { and, eq, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  checkouts,
  dashboardSessions,
  events,
  outboxMessages,
  rateLimits,
  reconciliationRounds,
  retentionSettings,
  sentMails,
  sessions,
  signInTokens,
  stripeDifferences,
  stripeEvents,
} from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { forgetAnswers } from "@/lib/features/foundation/idempotency/requests-once";
import { retentionOf, theOneRow } from "./retention-settings";

/** How many rows of each kind one transaction takes, so that no lock is held for long. */
const batch = 1_000;
const dayMs = 86_400_000;

/** True once an hour. */
export async function isPurgeDue(tx: Transaction): Promise<boolean> {
  const since = sql`${retentionSettings.purgedAt} > clock_timestamp() - interval '1 hour'`;
  return (await tx.$count(retentionSettings, and(eq(retentionSettings.id, theOneRow), since))) === 0;
}

/**
 * Deletes what is older than it is kept: what events say, sent mails and whom they went to, links and sessions that have
 * ended, limits that are over, answers of repeatable requests, jobs whose attempts are used up, and what is only of interest as history. Open messages keep
 * everything. Safe to repeat and to be cut off.
 */
export async function purgeMessages(ctx: Context): Promise<void> {
  const retention = await acrossTenants(retentionOf);
  const before = (days: number, now: Date) => new Date(now.getTime() - days * dayMs);
  const machine = machineNow();
  const purges = [
    (tx: Transaction) => forgetPayloads(tx, before(retention.payloadDays, machine)),
    (tx: Transaction) => forgetSentMails(tx, before(retention.mailDays, ctx.now)),
    (tx: Transaction) => forgetRecipients(tx, before(retention.mailDays, ctx.now)),
    (tx: Transaction) => forgetSignInTokens(tx, before(retention.tokenDays, machine)),
    (tx: Transaction) => forgetSessions(tx, before(retention.tokenDays, machine)),
    (tx: Transaction) => forgetDashboardSessions(tx, before(retention.tokenDays, machine)),
    (tx: Transaction) => forgetLimits(tx, machine),
    (tx: Transaction) => forgetAnswers(tx, batch),
    (tx: Transaction) => forgetCheckoutTokens(tx, before(retention.tokenDays, ctx.now)),
    (tx: Transaction) => forgetDeadJobs(tx, before(retention.deadJobDays, machine)),
    (tx: Transaction) => forgetToldEvents(tx, before(retention.eventDays, ctx.now)),
    (tx: Transaction) => forgetEvents(tx, before(retention.historyDays, machine)),
    (tx: Transaction) => forgetDifferences(tx, before(retention.historyDays, ctx.now)),
    (tx: Transaction) => forgetComparisons(tx, before(retention.historyDays, ctx.now)),
  ];
  for (const purge of purges) while ((await acrossTenants(purge)) === batch);
  await acrossTenants((tx) =>
    tx
      .insert(retentionSettings)
      .values({ id: theOneRow, ...retention, purgedAt: machine })
      .onConflictDoUpdate({ target: retentionSettings.id, set: { purgedAt: machine } }),
  );
}

async function forgetPayloads(tx: Transaction, before: Date): Promise<number> {
  const old = tx
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(and(isNotNull(stripeEvents.payload), lt(stripeEvents.processedAt, before)))
    .limit(batch);
  return rowsOf(await tx.update(stripeEvents).set({ payload: null }).where(inArray(stripeEvents.id, old)));
}

async function forgetSentMails(tx: Transaction, before: Date): Promise<number> {
  const old = tx
    .select({ seq: sentMails.seq })
    .from(sentMails)
    .where(lt(sentMails.sentAt, before))
    .limit(batch);
  return rowsOf(await tx.delete(sentMails).where(inArray(sentMails.seq, old)));
}

async function forgetRecipients(tx: Transaction, before: Date): Promise<number> {
  const old = tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.operation, "mail.send"),
        sql`${outboxMessages.parameters} <> '{}'`,
        lt(outboxMessages.closedAt, before),
      ),
    )
    .limit(batch);
  return rowsOf(
    await tx.update(outboxMessages).set({ parameters: {} }).where(inArray(outboxMessages.id, old)),
  );
}

const forgetSignInTokens = async (tx: Transaction, before: Date): Promise<number> =>
  rowsOf(await tx.delete(signInTokens).where(inCtids(signInTokens, lt(signInTokens.expiresAt, before))));

/** Those that have ended by themselves; whoever ends one deletes it. */
const forgetSessions = async (tx: Transaction, before: Date): Promise<number> =>
  rowsOf(await tx.delete(sessions).where(inCtids(sessions, lt(sessions.expiresAt, before))));

/** Links, with how the pages behind them are shown: those live an hour, and this keeps them for days. */
const forgetDashboardSessions = async (tx: Transaction, before: Date): Promise<number> =>
  rowsOf(
    await tx
      .delete(dashboardSessions)
      .where(inCtids(dashboardSessions, lt(dashboardSessions.expiresAt, before))),
  );

/** Shares that are full again, which is what no row says, too. */
const forgetLimits = async (tx: Transaction, now: Date): Promise<number> =>
  rowsOf(await tx.delete(rateLimits).where(inCtids(rateLimits, lt(rateLimits.expire, now))));

const forgetCheckoutTokens = async (tx: Transaction, before: Date): Promise<number> =>
  rowsOf(
    await tx
      .update(checkouts)
      .set({ visitorTokenHash: null })
      .where(
        inCtids(
          checkouts,
          and(isNotNull(checkouts.visitorTokenHash), lt(checkouts.visitorTokenExpiresAt, before)),
        ),
      ),
  );

/** None is processed before it came, and by when they came there is an index. */
async function forgetEvents(tx: Transaction, before: Date): Promise<number> {
  const where = and(lt(stripeEvents.receivedAt, before), lt(stripeEvents.processedAt, before));
  return rowsOf(await tx.delete(stripeEvents).where(inCtids(stripeEvents, where)));
}

/** What was told to the SaaS's own servers, with its deliveries. */
const forgetToldEvents = async (tx: Transaction, before: Date): Promise<number> =>
  rowsOf(await tx.delete(events).where(inCtids(events, lt(events.occurredAt, before))));

const forgetDifferences = async (tx: Transaction, before: Date): Promise<number> =>
  rowsOf(
    await tx
      .delete(stripeDifferences)
      .where(inCtids(stripeDifferences, lt(stripeDifferences.closedAt, before))),
  );

/** The newest stays: the next one begins where it ended. */
async function forgetComparisons(tx: Transaction, before: Date): Promise<number> {
  const newest = sql`(select max(seq) from ${reconciliationRounds} where finished_at is not null)`;
  const where = and(lt(reconciliationRounds.finishedAt, before), sql`seq < ${newest}`);
  return rowsOf(await tx.delete(reconciliationRounds).where(inCtids(reconciliationRounds, where)));
}

async function forgetDeadJobs(tx: Transaction, before: Date): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select choba_forget_dead_jobs(${before.toISOString()}::timestamptz, ${batch}) as n`,
  );
  return rows[0]?.n ?? 0;
}

/** Some rows of a table, by where they lie. */
const inCtids = (table: PgTable, where: SQL | undefined): SQL =>
  sql`ctid in (select ctid from ${table} where ${where} limit ${batch})`;

const rowsOf = ({ rowCount }: { rowCount: number | null }): number => rowCount ?? 0;
