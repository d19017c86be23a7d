import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { reconciliationRounds, reconciliationSeen, stripeEvents } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import {
  type ReconciliationStage,
  reconciliationStages,
  stageAfter,
} from "@/lib/domain/stripe-differences/reconciliation-stages";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueJob } from "@/lib/features/foundation/jobs/enqueue-job";
import { agreeOnAccount, refusalOfAccount } from "@/lib/features/stripe/account/agree-on-account";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";
import { compareCustomers, compareGoneCustomers } from "./compare-customers";
import { compareEvents } from "./compare-events";
import { compareGoneInvoices, compareInvoices, compareOpenInvoices } from "./compare-invoices";
import { compareCreditNotes, compareDisputes, compareRefunds } from "./compare-returns";
import { compareGoneSubscriptions, compareSubscriptions } from "./compare-subscriptions";
import { pace } from "./pace";
import type { ComparedPage, ComparePage, Round } from "./page";

const pages: Record<ReconciliationStage, ComparePage> = {
  events: compareEvents,
  customers: compareCustomers,
  gone_customers: compareGoneCustomers,
  subscriptions: compareSubscriptions,
  gone_subscriptions: compareGoneSubscriptions,
  invoices: compareInvoices,
  open_invoices: compareOpenInvoices,
  gone_invoices: compareGoneInvoices,
  refunds: compareRefunds,
  disputes: compareDisputes,
  credit_notes: compareCreditNotes,
};

const hourMs = 3_600_000;
/** A little more often than each hour, so that nothing stays unknown for longer. */
const everyMs = 55 * 60_000;
/** Stripe keeps events for 30 days. */
const firstLookBackMs = 24 * hourMs;
/** One job does so much; then others have their turn. */
const turnMs = 20_000;
/** Longer than a page takes. After it, a process that compared is taken for dead. */
const claimSeconds = 120;

/** Begins a comparison when the last one began long enough ago, and goes on with one that was cut off. Needs the staff role. */
export async function reconcileWhenDue(tx: Transaction, ctx: Context): Promise<void> {
  const [last] = await tx
    .select()
    .from(reconciliationRounds)
    .orderBy(desc(reconciliationRounds.seq))
    .limit(1);
  if (last && !last.finishedAt) return enqueueTurn(tx);
  if (!last || ctx.now.getTime() - last.startedAt.getTime() >= everyMs) await beginReconciliation(tx, ctx);
}

/** Begins a comparison, unless one runs. */
export async function beginReconciliation(tx: Transaction, { now }: Context): Promise<void> {
  const [last] = await tx
    .select()
    .from(reconciliationRounds)
    .where(isNotNull(reconciliationRounds.finishedAt))
    .orderBy(desc(reconciliationRounds.seq))
    .limit(1);
  const eventsUntil = last?.eventsUntil ?? new Date(now.getTime() - firstLookBackMs);
  await tx
    .insert(reconciliationRounds)
    .values({ startedAt: now, stage: reconciliationStages[0], eventsUntil })
    .onConflictDoNothing();
  await enqueueTurn(tx);
}

const enqueueTurn = (tx: Transaction, delay = "0") =>
  enqueueJob(tx, "reconcile", {}, { key: "reconcile", delay });

/** Compares pages for a while, each committed with its place, and lets the next job go on. */
export async function reconcile(ctx: Context): Promise<void> {
  const until = performance.now() + turnMs;
  do {
    const round = await claim();
    if (!round) return;
    const problem = await problemBefore(ctx, round);
    if (problem) return stop(round, problem);
    if (await waitsForInbox(round)) return acrossTenants((tx) => rest(tx, round));
    await pace(1);
    const page = await compare(ctx, round);
    if (typeof page === "string") return stop(round, page);
    await acrossTenants((tx) => keep(tx, ctx, round, page));
    await pace(page.requests);
  } while (performance.now() < until);
  await acrossTenants((tx) => enqueueTurn(tx));
}

/** Null: nothing runs, or another process is at it. */
async function claim(): Promise<Round | null> {
  const [round] = await acrossTenants((tx) =>
    tx
      .update(reconciliationRounds)
      .set({ claimedUntil: sql`clock_timestamp() + make_interval(secs => ${claimSeconds})` })
      .where(
        and(
          isNull(reconciliationRounds.finishedAt),
          sql`coalesce(${reconciliationRounds.claimedUntil}, 'epoch') < clock_timestamp()`,
        ),
      )
      .returning(),
  );
  return round ?? null;
}

/** A comparison with another account would find everything gone. */
async function problemBefore(ctx: Context, { stage, cursor }: Round): Promise<string | null> {
  if (stage !== reconciliationStages[0] || cursor !== null) return null;
  return refusalOfAccount(await agreeOnAccount(ctx));
}

/** What missed events tell is followed first, so that nothing of it is found a second time. */
async function waitsForInbox({ stage, cursor }: Round): Promise<boolean> {
  if (stage !== "customers" || cursor !== null) return false;
  return acrossTenants(async (tx) => {
    const [waiting] = await tx
      .select({ id: stripeEvents.id })
      .from(stripeEvents)
      .where(
        and(
          isNull(stripeEvents.processedAt),
          // What fails again and again holds nobody up.
          sql`${stripeEvents.attempts} = 0`,
          sql`${stripeEvents.receivedAt} > clock_timestamp() - interval '10 minutes'`,
        ),
      )
      .limit(1);
    return waiting !== undefined;
  });
}

async function compare(ctx: Context, round: Round): Promise<ComparedPage | string> {
  try {
    return await pages[round.stage](ctx, round, round.cursor);
  } catch (error) {
    if (error instanceof OutsideUnreachable || error instanceof OutsideRefused) return String(error);
    throw error;
  }
}

async function keep(tx: Transaction, ctx: Context, round: Round, page: ComparedPage): Promise<void> {
  const { stage, compared, requests, readAnew } = round;
  const next = page.next === null ? stageAfter(stage) : stage;
  await tx
    .update(reconciliationRounds)
    .set({
      stage: next ?? stage,
      cursor: page.next,
      compared: { ...compared, [stage]: (compared[stage] ?? 0) + page.compared },
      requests: requests + 1 + page.requests + page.made,
      readAnew: readAnew + page.readAnew,
      claimedUntil: null,
      problem: null,
      ...(next ? {} : { finishedAt: ctx.now, eventsUntil: knownUntil(round) }),
    })
    .where(eq(reconciliationRounds.seq, round.seq));
  if (!next) await tx.delete(reconciliationSeen);
}

/** Events that were younger than so when it began are looked at by the next one. */
const knownUntil = ({ startedAt }: Round) => new Date(startedAt.getTime() - 10 * 60_000);

const rest = async (tx: Transaction, { seq }: Round): Promise<void> => {
  await tx.update(reconciliationRounds).set({ claimedUntil: null }).where(eq(reconciliationRounds.seq, seq));
  await enqueueTurn(tx, "5 seconds");
};

/** The sweep goes on with it a minute later. */
const stop = ({ seq }: Round, problem: string): Promise<void> =>
  acrossTenants(async (tx) => {
    await tx
      .update(reconciliationRounds)
      .set({ claimedUntil: null, problem })
      .where(eq(reconciliationRounds.seq, seq));
  });
