import { type Runner, run } from "graphile-worker";
import { readClock } from "@/lib/clock";
import { closeDatabase } from "@/lib/db/client";
import { databaseReady } from "@/lib/db/database-ready";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { systemContext } from "@/lib/features/foundation/context/context";
import type { JobName } from "@/lib/features/foundation/jobs/job-payloads";
import {
  agreeOnAggregations,
  disagreesOnAggregations,
} from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import { sweep } from "@/server/sweep";
import { isSending, taskList } from "@/server/task-list";
import { exitWithParent } from "./lifecycle";
import { refuseOtherAccount } from "./refuse-other-account";

/** How often the sweep looks for unfinished work. */
const sweepEveryMs = env().CHOBA_DEMO ? 10_000 : 60_000;

const context = async () => systemContext("worker", await readClock(), newId("audit"));

// The database may be restarting now; its failure may have ended this process too.
await databaseReady();
await refuseOtherAccount();
await agreeOnAggregations(await context());
if (await disagreesOnAggregations())
  console.error(
    "Whether Stripe is on was changed, but archived months hold counts of different values (`unique`) that could not be read then. Units go on counting as before; set STRIPE_SECRET_KEY back (docs/operations.md, Turning Stripe on or off).",
  );

const runWorkers = (isWanted: (name: JobName) => boolean, concurrency: number): Promise<Runner> =>
  run({
    connectionString: env().DATABASE_URL,
    taskList: taskList(context, isWanted),
    concurrency,
    // Each of them needs a connection only to take a job and to report it.
    maxPoolSize: 6,
    pollInterval: 1_000,
    noHandleSignals: true,
  });

const runners = [await runWorkers((name) => !isSending(name), 4), await runWorkers(isSending, 20)];

// If one of the workers cannot report to Postgres that its job is done, it stops, and the others
// continue without it until none is left. So this process ends instead, and the next one takes the jobs over.
for (const runner of runners)
  runner.events.on("worker:fatalError", ({ error }) => {
    console.error("worker:", error);
    process.exit(1);
  });

const sweeper = setInterval(() => {
  context()
    .then(sweep)
    .catch((error) => console.error("sweep:", error));
}, sweepEveryMs);

console.log("worker ready");

exitWithParent(async () => {
  clearInterval(sweeper);
  await Promise.all(runners.map((runner) => runner.stop()));
  await closeDatabase();
});
