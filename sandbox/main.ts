import { optionsFromEnvironment } from "./config";
import { createSandbox } from "./server";

const sandbox = await createSandbox(optionsFromEnvironment());
console.log(`sandbox: a Stripe-compatible server at ${sandbox.url}`);

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await sandbox.close();
  process.exit(0);
}
process.on("SIGTERM", end);
process.on("SIGINT", end);

// npm does not hand SIGTERM on: when the parent is gone, so are we.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void end();
}, 500).unref();
