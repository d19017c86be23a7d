import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { sql } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import Stripe from "stripe";
import { createApi } from "@/api/app";
import { demoPlans } from "@/demo/plans";
import { demoClock, outboxMessages, stripeEvents } from "@/drizzle/schema";
import { readClock } from "@/lib/clock";
import { closeDatabase, database } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { closeIngestConnection } from "@/lib/db/ingest";
import { refreshKnownEpoch } from "@/lib/db/known-epoch";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { forgetEnvironment } from "@/lib/env";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { type Context, systemContext } from "@/lib/features/foundation/context/context";
import { retryStuckMessages } from "@/lib/features/foundation/outbox/retry-stuck-messages";
import { reservationLeadMs } from "@/lib/features/license/subscription/wanted-subscription";
import { flushIngestStatistics } from "@/lib/features/usage/metering/ingest/ingest-statistics";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { createSandbox, type Sandbox } from "@/sandbox/server";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { sweepLicenses } from "@/server/sweep";
import { taskList } from "@/server/task-list";
import { createTestDatabase, type TestDatabase } from "./database";
import { recordStripe, type StripeRecorder } from "./stripe-recorder";

const webhookSecret = "whsec_of_the_tests";
const dayMs = 24 * 60 * 60 * 1000;

/** What people need to act. */
export type Stage = {
  stripe: Stripe;
  asSystem(): Promise<Context>;
  asOwner(userId: Id<"user">): Promise<Context>;
  /** Does all that is waiting: webhooks on their way, events received, outbox messages. */
  settle(): Promise<void>;
};

/**
 * A whole Choba in one test process: a real Postgres, the sandbox over real HTTP, signed webhooks to the real API, the
 * real jobs. Time stands still until the test moves it, for both alike.
 */
export type World = Stage & {
  sandbox: Sandbox;
  /** All that was said to Stripe and by it. */
  recorder: StripeRecorder;
  /** A context at Choba's present time. */
  as(actor: Context["actor"]): Promise<Context>;
  /**
   * Moves both clocks to an instant. Stops on the way wherever something is due at Stripe, and at the latest after
   * `mostDays`, and settles each time.
   */
  advanceTo(instant: Date, mostDays?: number): Promise<void>;
  /** Moves both clocks at once and lets nothing settle: for what stays open meanwhile. */
  jumpTo(instant: Date): Promise<void>;
  /** As Stripe does after a day: idempotency keys that were used mean nothing any more. */
  forgetKeys(): Promise<void>;
  /** Ends it, and fails if anything said on the way does not fit the types of the `stripe` package. */
  close(): Promise<void>;
};

/** Stands between Choba and the others and may disturb them: each is given an address, and says which to use instead. */
export type Between = {
  database(url: string): Promise<string>;
  stripe(url: string): Promise<string>;
  /** Where the sandbox sends its webhooks. */
  webhooks(url: string): Promise<string>;
  /** Hands on what has gathered, whenever the world settles. */
  deliver(): Promise<void>;
  /** What the worker's sweep does whenever the world settles; without it only what is due of licenses. */
  sweep?(ctx: Context): Promise<void>;
  /** For how long at least it is waited for rest. Where faults are common, and so is unrest, looks are counted alone. */
  patienceMs?: number;
};

const nothingBetween: Between = {
  database: async (url) => url,
  stripe: async (url) => url,
  webhooks: async (url) => url,
  deliver: async () => {},
};

/** One world at a time in a process: close it before the next is made. */
export async function createWorld(now: Date, between: Between = nothingBetween): Promise<World> {
  const database: TestDatabase = await createTestDatabase();
  const api = await listen();
  const sandbox = await createSandbox({
    databaseUrl: database.url,
    port: 0,
    frozenNow: now.getTime() / 1000,
    webhook: { url: await between.webhooks(`${api.url}/api/stripe/webhook`), secret: webhookSecret },
    webhookRetryMs: [10, 20],
    tickMs: 3_600_000,
    // As Japan's qualified invoices need it, and as the catalog rounds until somebody says otherwise.
    taxRounding: "invoice",
  });
  const recorder = await recordStripe(() => sandbox.url);
  Object.assign(process.env, {
    DATABASE_URL: await between.database(database.url),
    AUTH_SECRET: "a secret of the tests, long enough",
    CHOBA_DEMO: "1",
    CHOBA_URL: "http://choba.example",
    CHOBA_DEMO_PUBLIC: "1",
    STRIPE_SECRET_KEY: "sk_test_world",
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: await between.stripe(recorder.url),
    STRIPE_TIMEOUT_MS: String(Math.min(20_000, limitMs(1_000))),
    // A busy machine is no reason to give up, and the next call tries again at once after failures.
    STRIPE_DEADLINE_MS: "60000",
    STRIPE_PAUSE_MS: "0",
    CHOBA_CLOCK_URL: `${sandbox.url}/_control/clock`,
  });
  forgetEnvironment();
  api.serve();
  await freezeAt(now);
  const asSystem = async () => systemContext("test", await readClock(), newId("audit"));
  for (const plan of demoPlans) await publishPlan(await asSystem(), plan);

  const settle = () => settleAll(sandbox, between);
  const stripe = new Stripe("sk_test_world", {
    host: "127.0.0.1",
    port: new URL(recorder.url).port,
    protocol: "http",
    maxNetworkRetries: 0,
  });
  return {
    sandbox,
    recorder,
    stripe,
    asSystem,
    as: async (actor) => ({ ...(await asSystem()), actor }),
    asOwner: async (userId) => ({
      ...(await asSystem()),
      actor: { kind: "user", userId, name: "Owner", staffRole: null },
    }),
    settle,
    async advanceTo(instant, mostDays = Number.POSITIVE_INFINITY) {
      for (let at = await readClock(); at < instant; ) {
        const latest = Math.min(at.getTime() + mostDays * dayMs, instant.getTime());
        at = await nextDue(at, new Date(latest));
        await freezeAt(at);
        await moveSandbox(sandbox, at);
        await settle();
      }
    },
    async jumpTo(instant) {
      await freezeAt(instant);
      await moveSandbox(sandbox, instant);
    },
    async forgetKeys() {
      await acrossTenants((tx) =>
        tx.execute(sql`reset role`).then(() => tx.execute(sql`delete from sandbox.idempotency`)),
      );
    },
    async close() {
      sandbox.failures.clear();
      // Asked for, so that the recorder sees what the webhooks brought.
      for await (const event of stripe.events.list({ limit: 100 })) void event;
      const violations = await recorder.violations();
      await recorder.close();
      await api.close();
      await sandbox.close();
      forgetDirectory();
      // Its timer would open the database again that ends here, and the next world would find it open.
      await flushIngestStatistics().catch(() => {});
      await closeIngestConnection();
      await closeDatabase();
      await database.close();
      if (violations.length > 0) throw new Error(`not as Stripe has it:\n${violations.join("\n")}`);
    },
  };
}

/** Stops Choba's clock at an instant. */
export async function freezeAt(frozenAt: Date): Promise<void> {
  await acrossTenants((tx) =>
    tx
      .insert(demoClock)
      .values({ id: 1, frozenAt })
      .onConflictDoUpdate({ target: demoClock.id, set: { frozenAt } }),
  );
  await refreshKnownEpoch();
}

/** When the next thing is due at the sandbox, which shares the database, or at Choba; at the latest `end`. */
async function nextDue(now: Date, end: Date): Promise<Date> {
  const [due] = (
    await acrossTenants((tx) =>
      tx.execute(sql`reset role`).then(() =>
        tx.execute<{ at: string | null }>(
          sql`select min(at) as at from (
              select min(due_at)::numeric as at from sandbox.objects
                where clock is null and due_at > ${now.getTime() / 1000}
              union all
              select extract(epoch from min(period_end)) from licenses where period_end > ${now.toISOString()}::timestamptz
                and tenant_id not in (select tenant_id from contracts where state = 'active')
              union all
              select extract(epoch from min(usage_due_at)) from licenses where usage_due_at > ${now.toISOString()}::timestamptz
              union all
              select extract(epoch from min(trial_end - interval '3 days')) from licenses
                where trial_end - interval '3 days' > ${now.toISOString()}::timestamptz
              union all
              select extract(epoch from min(bills_at)) from contracts
                where state = 'active' and bills_at > ${now.toISOString()}::timestamptz
              union all
              select extract(epoch from min(effective_at)) - ${reservationLeadMs / 1000} from reservations
                where closed_at is null and followed_at is null
                  and effective_at > ${new Date(now.getTime() + reservationLeadMs).toISOString()}::timestamptz
            ) as due`,
        ),
      ),
    )
  ).rows;
  return due?.at ? new Date(Math.min(Number(due.at) * 1000, end.getTime())) : end;
}

async function moveSandbox(sandbox: Sandbox, to: Date): Promise<void> {
  const answer = await fetch(`${sandbox.url}/_control/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance_to: to.getTime() / 1000 }),
  });
  if (!answer.ok) throw new Error(`the sandbox's clock: ${await answer.text()}`);
}

/**
 * Until nothing is left: webhooks delivered, jobs done, outbox messages closed. Their head start is not waited for. A
 * credit note may wait for an invoice that comes later; it is tried again the next time.
 */
async function settleAll(sandbox: Sandbox, between: Between): Promise<void> {
  // As the worker does each minute.
  const ctx = systemContext("worker", await readClock(), newId("audit"));
  await (between.sweep ?? sweepMoney)(ctx);
  const patience = between.patienceMs ?? limitMs(10_000);
  const began = performance.now();
  for (let look = 0, calm = 0; look < fewestLooks || performance.now() - began < patience; look++) {
    await sandbox.settled();
    await between.deliver();
    const { jobs, open, waits } = await countWhatIsLeft();
    if (jobs === 0 && open === 0) return;
    // What is done again and again, or waits for a later invoice, is left alone.
    calm = open === waits ? calm + 1 : 0;
    if (jobs > 0) await runJobs();
    else await new Promise((resolve) => setTimeout(resolve, 10));
    if (calm === 3) return;
  }
  throw new Error(`the world does not come to rest:\n${await whatIsLeft()}`);
}

const fewestLooks = 40;

/** Jobs to be run, and open events and messages, of which some wait for an invoice that comes later. */
async function countWhatIsLeft(): Promise<{ jobs: number; open: number; waits: number }> {
  const { rows } = await database().execute<{ jobs: number; open: number; waits: number }>(sql`
      select (select count(*)::int from graphile_worker._private_jobs where ${isDue} and attempts < max_attempts) as jobs,
             (select count(*)::int from ${stripeEvents} where processed_at is null)
               + (select count(*)::int from ${outboxMessages} where state = 'pending') as open,
             (select count(*)::int from ${outboxMessages} where state = 'pending' and last_error like ${waitsForInvoice}) as waits`);
  const [row] = rows;
  if (!row) throw new Error("counts are one row");
  return row;
}

async function runJobs(): Promise<void> {
  await database().execute(sql`update graphile_worker._private_jobs set run_at = now() where ${isDue}`);
  await runOnce({
    connectionString: process.env.DATABASE_URL,
    taskList: taskList(workerContext),
    noHandleSignals: true,
    logger: quiet,
  });
}

/** What waits, and why, one a line. */
async function whatIsLeft(): Promise<string> {
  const { rows } = await database().execute<{ line: string }>(sql`
      select concat_ws(' ', 'event', type, id, attempts, last_error) as line from ${stripeEvents} where processed_at is null
      union all
      select concat_ws(' ', 'message', operation, id, attempts, last_error) from ${outboxMessages} where state = 'pending'
      union all
      select concat_ws(' ', 'job', key, attempts, run_at, locked_at, last_error) from graphile_worker._private_jobs`);
  return rows.map(({ line }) => line).join("\n");
}

const sweepMoney = (ctx: Context): Promise<void> =>
  acrossTenants(async (tx) => {
    await retryStuckMessages(tx, 1_000);
    await sweepLicenses(tx, ctx);
  });

const waitsForInvoice = "%the invoice that is credited is still being made";
/** All but the jobs that keep documents: no test but theirs looks at those, and printing takes its time. */
const isDue = sql`locked_at is null and coalesce(key, '') not like 'keep-documents:%'`;
const quiet = new Logger(() => () => {});

const workerContext = async () => systemContext("worker", await readClock(), newId("audit"));

/** The API's address is needed before its environment is complete: it listens at once and serves later. */
async function listen() {
  let serve: ((...args: Parameters<ReturnType<typeof getRequestListener>>) => unknown) | undefined;
  const server: Server = createServer((request, response) => {
    if (serve) serve(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: () => {
      serve = getRequestListener(createApi().fetch);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
