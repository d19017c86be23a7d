import { optionsFromEnvironment } from "./core/options";
import { createSandbox } from "./server";
import { databaseReady } from "./store/database-ready";

const options = optionsFromEnvironment();
// After a crash of the machine the database may still be recovering.
await databaseReady(options.databaseUrl);
const sandbox = await createSandbox(options);
console.log(`sandbox: a Stripe-compatible server at ${sandbox.url}`);

// Whoever reads the log may have gone, which is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await sandbox.close();
  process.exit(0);
}
process.on("SIGTERM", end);
process.on("SIGINT", end);

// npm does not pass SIGTERM on. So this process ends when its parent is gone.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void end();
}, 500).unref();
