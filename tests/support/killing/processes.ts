import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import Stripe from "stripe";
import { demoPlans } from "@/demo/plans";
import { outboxMessages, stripeEvents } from "@/drizzle/schema";
import { readClock } from "@/lib/clock";
import { closeDatabase } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { forgetEnvironment } from "@/lib/env";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { systemContext } from "@/lib/features/foundation/context/context";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { sweep } from "@/server/sweep";
import { createTestDatabase } from "../database";
import { freezeAt, type Stage } from "../world";
import { Moments, openGate, type Victim } from "./moments";
import { bundlePrograms, Program } from "./program";

const webhookSecret = "whsec_of_the_tests";
/** Nobody who is alive carries a message out for so long here; a claim that is older is a dead process's. */
const claimOfTheDeadMs = Math.min(20_000, limitMs(3_000));

/** A Choba of real processes on one database, each of which can be killed at a chosen moment. Time stands still. */
export type Processes = Stage & {
  moments: Moments;
  /** The web process, where people click. */
  webUrl(): string;
  /** Kills a process and starts another in its place, as the supervisor does. */
  replace(victim: Victim): Promise<void>;
  /** Moves all clocks. */
  moveTo(instant: Date): Promise<void>;
  close(): Promise<void>;
};

export async function startProcesses(now: Date): Promise<Processes> {
  const database = await createTestDatabase();
  const bundle = await bundlePrograms();
  const moments = new Moments();
  const programs = {} as Record<Victim, Program>;
  const stripeOf = () => programs.sandbox.url;
  const gates = {
    webhooks: await openGate(moments, ["web"], () => programs.web.url),
    web: await openGate(moments, ["web", "sandbox"], stripeOf),
    worker: await openGate(moments, ["worker", "sandbox"], stripeOf),
    test: await openGate(moments, [], stripeOf),
  };
  const shared = {
    DATABASE_URL: database.url,
    AUTH_SECRET: "a secret of the tests, long enough",
    CHOBA_DEMO: "1",
    CHOBA_URL: "http://choba.example",
    CHOBA_DEMO_PUBLIC: "1",
    STRIPE_SECRET_KEY: "sk_test_world",
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_TIMEOUT_MS: String(Math.min(20_000, limitMs(5_000))),
    CHOBA_CLOCK_URL: `${gates.test.url}/_control/clock`,
    PORT: "0",
  };
  programs.sandbox = new Program(bundle.fileOf("sandbox"), {
    SANDBOX_DATABASE_URL: database.url,
    SANDBOX_PORT: "0",
    SANDBOX_PUBLIC_URL: gates.test.url,
    SANDBOX_NOW: String(now.getTime() / 1000),
    SANDBOX_WEBHOOK_URL: `${gates.webhooks.url}/api/stripe/webhook`,
    SANDBOX_WEBHOOK_SECRET: webhookSecret,
    SANDBOX_TAX_ROUNDING: "invoice",
  });
  programs.web = new Program(bundle.fileOf("web"), { ...shared, STRIPE_API_BASE: gates.web.url });
  programs.worker = new Program(bundle.fileOf("worker"), { ...shared, STRIPE_API_BASE: gates.worker.url });
  Object.assign(process.env, shared, { STRIPE_API_BASE: gates.test.url });
  forgetEnvironment();
  await freezeAt(now);
  await programs.sandbox.start();
  const asSystem = async () => systemContext("test", await readClock(), newId("audit"));
  for (const plan of demoPlans) await publishPlan(await asSystem(), plan);
  await Promise.all([programs.web.start(), programs.worker.start()]);
  const dead = new DeadJobs();
  return {
    moments,
    stripe: new Stripe("sk_test_world", {
      host: "127.0.0.1",
      port: new URL(gates.test.url).port,
      protocol: "http",
    }),
    asSystem,
    asOwner: async (userId) => ({
      ...(await asSystem()),
      actor: { kind: "user", userId, name: "Owner", staffRole: null },
    }),
    webUrl: () => programs.web.url,
    async replace(victim) {
      await programs[victim].kill();
      if (victim === "worker") {
        await dead.note();
        await asDatabaseOwner(
          sql`update ${stripeEvents} set received_at = received_at - interval '20 seconds' where processed_at is null`,
        );
      }
      await programs[victim].start();
    },
    async moveTo(instant) {
      await freezeAt(instant);
      await moveSandbox(gates.test.url, instant);
    },
    settle: () => settleAll(dead),
    async close() {
      await Promise.all(Object.values(programs).map((program) => program.kill()));
      await Promise.all(Object.values(gates).map((gate) => gate.close()));
      await bundle.remove();
      await closeDatabase();
      await database.close();
    },
  };
}

/** A sandbox that is killed meanwhile goes on where it was when it is asked again. */
async function moveSandbox(url: string, instant: Date): Promise<void> {
  const ask = () =>
    fetch(`${url}/_control/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ advance_to: instant.getTime() / 1000 }),
    });
  for (const until = Date.now() + limitMs(30_000); Date.now() < until; ) {
    if ((await ask().catch(() => null))?.ok) return;
    await sleep(100);
  }
  throw new Error("the sandbox's clock does not move");
}

/** Jobs that a killed worker held. The queue gives them up after hours; the sweep makes them anew. */
class DeadJobs {
  private ids: string[] = [];

  async note(): Promise<void> {
    const { rows } = await asDatabaseOwner<{ id: string }>(
      sql`select id::text from graphile_worker._private_jobs where locked_at is not null`,
    );
    this.ids = rows.map(({ id }) => id);
  }

  get list() {
    return sql`array[${sql.join([sql`''`, ...this.ids.map((id) => sql`${id}`)], sql`, `)}]::text[]`;
  }
}

const asDatabaseOwner = <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  acrossTenants((tx) => tx.execute(sql`reset role`).then(() => tx.execute<Row>(query)));

/** Until nothing is left to do for anybody. Pauses between attempts, and what a dead process still holds, are not waited for. */
async function settleAll(dead: DeadJobs): Promise<void> {
  const until = Date.now() + limitMs(120_000);
  let sweptAt = 0;
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > until) throw new Error("the processes do not come to rest");
    // As the worker does each minute, and once more before all is said to be done.
    if (quiet === 1 || Date.now() - sweptAt > 1_000) {
      await sweep(systemContext("worker", await readClock(), newId("audit")));
      sweptAt = Date.now();
    }
    await asDatabaseOwner(sql`update ${outboxMessages} set claimed_until = null
      where claimed_until < clock_timestamp() + make_interval(secs => ${25 - claimOfTheDeadMs / 1000})`);
    await asDatabaseOwner(
      sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()`,
    );
    await sleep(50);
    const { rows } = await asDatabaseOwner<{ n: string }>(sql`
      select (select count(*) from ${stripeEvents} where processed_at is null)
           + (select count(*) from ${outboxMessages} where state = 'pending')
           + (select count(*) from sandbox.deliveries where state = 'pending')
           + (select count(*) from graphile_worker._private_jobs
               where attempts < max_attempts and not id::text = any(${dead.list})) as n`);
    quiet = Number(rows[0]?.n) === 0 ? quiet + 1 : 0;
  }
}
