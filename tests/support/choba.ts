import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { limitMs } from "../../server/bootstrap/machine.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const READY_MS = limitMs(420_000);
const STOP_MS = limitMs(60_000);
const POSTMASTER = "postgres/cluster/postmaster.pid";

/** What a developer's own surroundings may set and a test must not inherit. */
const NOT_INHERITED = {
  DATABASE_URL: "",
  STRIPE_SECRET_KEY: "",
  STRIPE_WEBHOOK_SECRET: "",
  STRIPE_API_BASE: "",
  CHOBA_URL: "",
  CHOBA_DEMO: "",
  AUTH_OIDC_ISSUER: "",
  SMTP_URL: "",
  NEXTAUTH_URL: "",
};

export type Part = "start" | "web" | "worker" | "sandbox" | "postgres";

export interface RunningChoba {
  /** Origin of the web app, as people open it. */
  url: string;
  dataDir: string;
  /** The operating system's number of one of its processes now; `start` watches over the others. */
  pidOf(part: Part): Promise<number>;
  /** Connects to its database as the owner. */
  databaseUrl(): Promise<string>;
  /** Ends it in order. The data stays for another start in the same folder. */
  stop(): Promise<void>;
  /** Ends it in order and removes the data. */
  remove(): Promise<void>;
}

/** A data folder that PostgreSQL's user may enter when root runs the tests. */
export async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "choba-e2e-"));
  await chmod(dataDir, 0o711);
  return dataDir;
}

/**
 * Starts a complete Choba as `npm start` does: its own database, sandbox, data and ports.
 * Resolves when it answers; throws with its words when it does not come up.
 */
export async function startChoba(options: {
  port: number;
  dataDir?: string;
  env?: Record<string, string>;
  /** Starts `npm start` instead of what it runs. */
  throughNpm?: boolean;
}): Promise<RunningChoba> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const [command, ...args] = options.throughNpm ? ["npm", "start"] : [process.execPath, "server/start.mjs"];
  const child = spawn(command ?? "", args, {
    cwd: root,
    env: {
      ...process.env,
      ...NOT_INHERITED,
      ...options.env,
      PORT: String(options.port),
      CHOBA_DATA_DIR: dataDir,
      // As under npm, it ends with the one who started it: with us, should we be killed.
      npm_lifecycle_event: "test",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await addressOf(child);
  const stop = () => end(child);
  const read = (file: string) => readFile(path.join(dataDir, file), "utf8");
  return {
    url,
    dataDir,
    stop,
    async pidOf(part) {
      if (part === "start") return JSON.parse(await read("start.lock")).pid;
      return Number.parseInt(await read(part === "postgres" ? POSTMASTER : `run/${part}.pid`), 10);
    },
    async databaseUrl() {
      const [password, postmaster] = await Promise.all([read("postgres/password"), read(POSTMASTER)]);
      return `postgres://choba:${password.trim()}@127.0.0.1:${postmaster.split("\n")[3]}/choba`;
    },
    async remove() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const settle = () => {
      clearTimeout(timer);
      child.off("exit", onExit);
      for (const stream of [child.stdout, child.stderr]) stream?.off("data", listen).resume();
    };
    const fail = (why: string) => {
      settle();
      child.kill("SIGTERM");
      reject(new Error(`Choba did not start: ${why}\n${said}`));
    };
    const onExit = (code: number | null) => fail(`it ended with ${code}`);
    const listen = (chunk: Buffer) => {
      said += chunk;
      const address = /is open at (\S+)/.exec(said)?.[1];
      if (!address) return;
      settle();
      resolve(address);
    };
    const timer = setTimeout(() => fail("it took too long"), READY_MS);
    child.once("exit", onExit);
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const deadline = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(deadline);
}
