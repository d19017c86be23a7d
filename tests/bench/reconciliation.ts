import { Logger, runOnce } from "graphile-worker";
import Stripe from "stripe";
import { forgetEnvironment } from "@/lib/env";
import { startReconciliation } from "@/lib/features/stripe/reconciliation/read-reconciliation";
import { stripe as client } from "@/lib/stripe/client";
import { createSandbox } from "@/sandbox/server";
import { taskList } from "@/server/task-list";
import { asSystem, testNow } from "@/tests/support/factories";
import type { Bench, BenchOptions, Figure } from "./bench";
import { type Installation, startCluster } from "./metering/installation";
import { copyTenant } from "./reconciliation/fill";
import { plantDifferences } from "./reconciliation/plant";
import { makeTemplate } from "./reconciliation/template";

/**
 * Choba compared with Stripe: many tenants, of which fifty were changed there while no webhook came. All are to be found,
 * no others, within the hour and with fewer requests a second than a sandbox of Stripe's allows.
 */
export const reconciliation: Bench = {
  name: "reconciliation",
  async run(options) {
    const cluster = await startCluster(1);
    try {
      return await measure(await cluster.install("reconciliation"), options);
    } finally {
      await cluster.stop();
    }
  },
};

async function measure(to: Installation, { short }: BenchOptions): Promise<Figure[]> {
  const count = short ? 120 : 10_000;
  const sandbox = await createSandbox({
    databaseUrl: to.databaseUrl,
    port: 0,
    tickMs: 3_600_000,
    frozenNow: testNow.getTime() / 1000,
  });
  try {
    Object.assign(process.env, {
      STRIPE_SECRET_KEY: "sk_test_bench",
      STRIPE_WEBHOOK_SECRET: "whsec_of_the_bench",
      STRIPE_API_BASE: sandbox.url,
      // As with the key of a sandbox of the real Stripe.
      STRIPE_REQUESTS_PER_SECOND: "20",
    });
    forgetEnvironment();
    const { hostname: host, port } = new URL(sandbox.url);
    const stripe = new Stripe("sk_test_bench", { host, port, protocol: "http", telemetry: false });
    const template = await makeTemplate(stripe);
    await copyTenant(to.sql, template, count);
    const planted = await plantDifferences(to.sql, stripe, template);
    const requests: number[] = [];
    const note = () => requests.push(performance.now());
    client().on("request", note);
    const seconds = await compareAll(to);
    client().off("request", note);
    const found = await findings(to);
    if (JSON.stringify(found) !== JSON.stringify(planted))
      throw new Error(
        `The comparison found ${JSON.stringify(found)} where ${JSON.stringify(planted)} was changed.`,
      );
    return [
      { name: "tenants compared", value: count + 1, unit: "" },
      { name: "differences planted, all found and no others", value: found.length, unit: "" },
      { name: "one comparison", value: seconds, unit: "s", aim: "3,300 or less" },
      { name: "requests to Stripe", value: requests.length, unit: "" },
      { name: "in the busiest second", value: busiest(requests), unit: "/s", aim: "below 25" },
    ];
  } finally {
    await sandbox.close();
  }
}

/** As the worker does, until the comparison and what it has read anew are done. */
async function compareAll({ databaseUrl, sql }: Installation): Promise<number> {
  const began = performance.now();
  const started = await startReconciliation(asSystem(), {});
  if (!started.ok) throw new Error(`The bench was refused: ${started.refusal.code}.`);
  for (let isOpen = true; isOpen; ) {
    await runOnce({
      connectionString: databaseUrl,
      taskList: taskList(async () => asSystem()),
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
    });
    const [round] = await sql<{ isOpen: boolean; waits: boolean; problem: string | null }[]>`
      select finished_at is null as "isOpen", problem, exists (
        select from graphile_worker._private_jobs where attempts = 0 and key not like 'keep-documents:%'
          -- Nobody takes mail here, so it is tried again and again.
          and key not in (select 'outbox-message:' || id from outbox_messages where operation = 'mail.send')) as waits
      from reconciliation_rounds`;
    if (round?.problem) throw new Error(`The comparison stopped: ${round.problem}`);
    isOpen = round?.isOpen || round?.waits || false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return (performance.now() - began) / 1000;
}

async function findings({ sql }: Installation): Promise<string[]> {
  const rows = await sql<{ found: string }[]>`
    select tenant_id || ' ' || kind as found from stripe_differences`;
  return rows.map(({ found }) => found).sort();
}

/** The most requests that began within any one second. */
function busiest(instants: readonly number[]): number {
  let most = 0;
  for (let from = 0, to = 0; to < instants.length; to++) {
    while ((instants[to] ?? 0) - (instants[from] ?? 0) >= 1000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
