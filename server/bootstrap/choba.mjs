// `npm start`: from a fresh clone to a running Choba, and its orderly end.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundleOf, ensureBuilt, entryOf } from "./build.mjs";
import { keepDatabase } from "./database.mjs";
import { chooseParts, choosePorts, environmentOf, loadEnvFile } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { isMigrated, migrate, startOverIfInterrupted } from "./migrate.mjs";
import { watchParent } from "./parent.mjs";
import { killPrograms } from "./program.mjs";
import { explain, Refusal, say, sinceStart, step } from "./say.mjs";
import { keepRunning } from "./supervisor.mjs";
import { welcome } from "./welcome.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const HEALTH_MS = 90_000;

class Stopped extends Error {}

/** @param {{ dev: boolean }} options `dev`: nothing is built, sources are watched. */
export async function main({ dev }) {
  const run = createRun(dev);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => run.stop());
  process.on("uncaughtException", (error) => run.stop(explain(error)));
  watchParent(() => run.stop());
  try {
    await run.start();
  } catch (error) {
    // If the start is interrupted, some of its steps fail. That is expected and not reported.
    if (error instanceof Stopped || run.isStopped()) return;
    await run.stop(explain(error));
  }
}

/** Responds with 200 once the process behind it is ready. */
async function answers(url, isStopped) {
  const deadline = Date.now() + HEALTH_MS;
  while (Date.now() < deadline) {
    if (isStopped()) throw new Stopped();
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Refusal(`${url} did not answer within ${HEALTH_MS / 1000} seconds.`);
}

function createRun(dev) {
  /** What must be ended, in the order of starting. */
  const started = [];
  let lock;
  let stopping;
  const isStopped = () => stopping !== undefined;

  async function start() {
    loadEnvFile(ROOT);
    const dataDir = path.resolve(ROOT, process.env.CHOBA_DATA_DIR || ".data");
    lock = lockFolder(dataDir);
    const logDir = path.join(dataDir, "logs");
    fs.mkdirSync(path.join(dataDir, "run"), { recursive: true });
    say(dev ? "Choba, for development" : "Choba");

    await ensureInstalled(ROOT, logDir);
    if (isStopped()) throw new Stopped();
    const parts = chooseParts();
    const ports = await choosePorts(parts);
    const build = dev ? undefined : ensureBuilt(ROOT, logDir);
    build?.all.catch(() => {});

    const database = parts.ownDatabase ? await startDatabase(dataDir) : undefined;
    const databaseUrl = database?.url ?? process.env.DATABASE_URL;
    const env = environmentOf({ dev, dataDir, databaseUrl, parts, ports });
    await build?.bundles;
    if (isStopped()) throw new Stopped();

    const launch = (name) => {
      const args = dev ? devArgs(name) : [bundleOf(ROOT, name)];
      const logFile = path.join(logDir, `${name}.log`);
      const pidFile = path.join(dataDir, "run", `${name}.pid`);
      const words = { showAll: dev, say, onHopeless: stop };
      started.push(keepRunning({ name, args, cwd: ROOT, env, logFile, pidFile, ...words }));
    };
    const state = { dev, env, logDir, root: ROOT, home: database?.home, digest: build?.digest };
    await startOverIfInterrupted(state);
    if (parts.sandbox) launch("sandbox");
    if (!isMigrated(state)) {
      // The demo story buys and cancels in the sandbox.
      if (parts.sandbox) await answers(`${env.STRIPE_API_BASE}/_control/health`, isStopped);
      await migrate(state);
    }
    await build?.all;
    if (isStopped()) throw new Stopped();
    launch("worker");
    launch("web");
    const host = ["", "0.0.0.0", "::", undefined].includes(process.env.HOST) ? "127.0.0.1" : process.env.HOST;
    await answers(`http://${host}:${ports.web}/api/health`, isStopped);
    if (parts.sandbox) await answers(`${env.STRIPE_API_BASE}/_control/health`, isStopped);

    const address = env.CHOBA_URL ?? `http://localhost:${ports.web}`;
    lock.tell({ address });
    say(`Ready after ${sinceStart()}.`);
    welcome({ address, dataDir, env, parts });
  }

  async function startDatabase(dataDir) {
    const pending = keepDatabase({ dataDir: path.join(dataDir, "postgres"), say, onHopeless: stop });
    // Registered at once, because a stop may come before it runs.
    started.unshift({ stop: async () => (await pending.catch(() => undefined))?.stop() });
    return step({ done: (server) => `Database ready on port ${server.port}` }, () => pending);
  }

  /** Ends web first and the database last. A second call kills what is left. */
  function stop(reason) {
    if (stopping) {
      for (const part of started) part.kill?.();
      return stopping;
    }
    if (reason) process.stderr.write(`\n  ${reason.replaceAll("\n", "\n  ")}\n`);
    stopping = (async () => {
      killPrograms();
      if (started.length > 0) say("Stopping …");
      for (const part of started.reverse()) {
        await part.stop().catch((error) => say(explain(error)));
      }
      lock?.release();
      if (started.length > 0) say("Stopped.");
      process.exit(reason ? 1 : 0);
    })();
    return stopping;
  }
  return { start, stop, isStopped };
}

function lockFolder(dataDir) {
  if (!fs.existsSync(dataDir)) {
    fs.mkdirSync(dataDir, { recursive: true });
    // Others may enter the folder but not list it: if root starts Choba, PostgreSQL runs as another user.
    fs.chmodSync(dataDir, 0o711);
  }
  const lock = takeLock(path.join(dataDir, "start.lock"), { folder: ROOT });
  if (!("holder" in lock)) return lock;
  const { address, pid } = lock.holder;
  const where = address ? `at ${address}` : "and is still starting";
  throw new Refusal(
    `Choba is already running here ${where} (process ${pid}). Stop it first, or set CHOBA_DATA_DIR to start another one.`,
  );
}

/** In development a process restarts when one of its source files changes. */
function devArgs(name) {
  const tsx = path.join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
  return [tsx, "watch", "--clear-screen=false", entryOf(ROOT, name)];
}
