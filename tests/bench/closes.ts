import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { readClock } from "@/lib/clock";
import { systemContext } from "@/lib/features/foundation/context/context";
import { Buyer } from "@/tests/support/buyer";
import { asKey } from "@/tests/support/factories";
import { reportCalls } from "@/tests/support/metered";
import { midnightOf, sellCalls } from "@/tests/support/usage-payers";
import type { Stage } from "@/tests/support/world";
import type { Bench, BenchOptions, Figure } from "./bench";
import { cloneTenant } from "./closes/clone-tenants";
import { type Processes, startProcesses } from "./closes/processes";
import { databaseWork, hastenDocuments, readProgress } from "./closes/progress";
import { mostInASecond } from "./closes/request-meter";
import { type Cluster, type Installation, startCluster } from "./metering/installation";

/**
 * The night in which a month with usage ends for thousands of tenants: nine of ten renew, one of ten holds a year and owes
 * its usage only. From midnight until the last invoice is final, with web, worker, database and the Stripe stand-in on this
 * machine; and once with Stripe's pace for a sandbox.
 */
export const closes: Bench = {
  name: "closes",
  async run(options) {
    const cluster = await startCluster(1);
    try {
      return await measure(cluster, options);
    } finally {
      await cluster.stop();
    }
  },
};

/** `CHOBA_BENCH_TENANTS` is for machines on which ten thousand take too long. */
const most = Number(process.env.CHOBA_BENCH_TENANTS) || 10_000;
const month = { first: "2026-12-01", next: "2027-01-01" };
const sandboxPace = 20;

async function measure(cluster: Cluster, { short }: BenchOptions): Promise<Figure[]> {
  const size = short ? 4 : most;
  const paced = await night(cluster, "paced", short ? size : 20, sandboxPace);
  // The short form shows that the bench works: one night is all three.
  const small = short ? paced : await night(cluster, "few", size / 10, null);
  const large = short ? paced : await night(cluster, "many", size, null);
  const of = `${size.toLocaleString("en")} tenants`;
  const growth = (value: (night: Night) => number) => value(large) / value(small);
  const perClose = (value: number, { closed }: Night) => value / closed;
  return [
    { name: `${of}, until the last invoice is final`, value: large.closedMinutes, unit: "minutes" },
    { name: `${of}, until nothing is left to do`, value: large.minutes, unit: "minutes" },
    { name: `${of}, memory of the worker at most`, value: large.megabytes, unit: "MB", aim: "300 or less" },
    { name: "requests to Stripe a close", value: perClose(large.requests, large), unit: "" },
    ...large.kinds.map(([what, count]) => ({ name: `  ${what}`, value: count / large.closed, unit: "" })),
    { name: "transactions a close", value: perClose(large.transactions, large), unit: "" },
    {
      name: "time a close, to a tenth of the tenants",
      value: growth((night) => perClose(night.minutes, night)),
      unit: "",
      aim: "1.2 or less",
    },
    {
      name: "rows read a close, to a tenth of the tenants",
      value: growth((night) => perClose(night.rows, night)),
      unit: "",
      aim: "1.5 or less",
    },
    {
      name: "requests in a second at most, at Stripe's pace for a sandbox",
      value: paced.mostInASecond,
      unit: "",
      aim: "25 or less",
    },
  ];
}

type Night = {
  closed: number;
  closedMinutes: number;
  minutes: number;
  megabytes: number;
  requests: number;
  kinds: [what: string, count: number][];
  mostInASecond: number;
  transactions: number;
  rows: number;
};

async function night(cluster: Cluster, name: string, size: number, perSecond: number | null): Promise<Night> {
  const installation = await cluster.install(name);
  const processes = await startProcesses(installation, midnightOf(month.first));
  try {
    await fill(installation, processes, size);
    await processes.worker.start(perSecond);
    return await close(installation, processes, size);
  } finally {
    await processes.stop();
  }
}

/** Two tenants buy and use; the others are their copies. */
async function fill(installation: Installation, processes: Processes, size: number): Promise<void> {
  const { sql } = installation;
  const stage = stageOf(installation, processes);
  await processes.worker.start(null);
  await sellCalls(stage);
  const yearly = yearlyOf(size);
  for (const [interval, copies] of [
    ["month", size - yearly - 1],
    ["year", yearly - 1],
  ] as const) {
    const buyer = await Buyer.withCard(stage);
    await buyer.change("metered", interval);
    await reportCalls(buyer, new Date(midnightOf(month.first).getTime() + 60_000).toISOString(), 1_500);
    const [tenant] = await sql<{ slug: string }[]>`select slug from tenants where id = ${buyer.tenantId}`;
    await stage.settle();
    await cloneTenant(
      sql,
      { id: buyer.tenantId, slug: tenant?.slug ?? "", customerId: await buyer.customerId() },
      copies,
    );
  }
  await processes.worker.stop();
  await sql.unsafe("vacuum analyze");
}

function stageOf({ sql }: Installation, { meter }: Processes): Stage {
  const { hostname, port } = new URL(meter.url);
  const asSystem = async () => systemContext("bench", await readClock(), "req-bench");
  return {
    stripe: new Stripe("sk_test_bench", { host: hostname, port, protocol: "http" }),
    asSystem,
    asOwner: async (userId) => ({
      ...asKey([], await readClock()),
      actor: { kind: "user", userId, name: "Owner", staffRole: null },
    }),
    async settle() {
      for (let quiet = 0; quiet < 3; await sleep(100)) {
        await hastenDocuments(sql);
        quiet = (await readProgress(sql, new Date(0))).waiting === 0 ? quiet + 1 : 0;
      }
    },
  };
}

async function close({ sql }: Installation, processes: Processes, size: number): Promise<Night> {
  const midnight = midnightOf(month.next);
  const { meter, worker } = processes;
  const before = await databaseWork(sql);
  meter.clear();
  const start = performance.now();
  const minutesSince = () => (performance.now() - start) / 60_000;
  const moved = processes.moveTo(new Date(midnight.getTime() + 60_000));
  let closedMinutes: number | null = null;
  let megabytes = 0;
  let closed = 0;
  for (let quiet = 0; quiet < 3; await sleep(500)) {
    const progress = await readProgress(sql, midnight);
    closed = progress.closed;
    megabytes = Math.max(megabytes, await worker.megabytes());
    if (closed >= size) {
      closedMinutes ??= minutesSince();
      await hastenDocuments(sql);
    }
    quiet = closed >= size && progress.waiting === 0 ? quiet + 1 : 0;
  }
  await moved;
  const minutes = minutesSince();
  const after = await databaseWork(sql);
  await requireRight(sql, size);
  const { requests } = meter;
  const kinds = new Map<string, number>();
  for (const { what } of requests) kinds.set(what, (kinds.get(what) ?? 0) + 1);
  return {
    closed,
    closedMinutes: closedMinutes ?? minutes,
    minutes,
    megabytes,
    requests: requests.length,
    kinds: [...kinds].sort(([, a], [, b]) => b - a),
    mostInASecond: mostInASecond(requests),
    transactions: after.transactions - before.transactions,
    rows: after.rows - before.rows,
  };
}

const yearlyOf = (size: number): number => Math.max(1, Math.round(size / 10));

/** Each owes 500 calls at ¥2, on one invoice; nine of ten ¥3,000 with it. */
async function requireRight(sql: Installation["sql"], size: number): Promise<void> {
  const [row] = await sql<{ count: string; total: string; tenants: string }[]>`
    select count(*), sum(total_minor) as total, count(distinct tenant_id) as tenants from stripe_invoices
    where finalized_at >= ${midnightOf(month.next).toISOString()}::timestamptz and status in ('open', 'paid')`;
  const total = size * 1_000 + (size - yearlyOf(size)) * 3_000;
  if (Number(row?.count) !== size || Number(row?.tenants) !== size || Number(row?.total) !== total)
    throw new Error(`The bench closed ${JSON.stringify(row)} instead of ${size} invoices over ${total}.`);
}
