// PostgreSQL as a child process: real PostgreSQL from npm, for the demo and for the tests.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { takeLock } from "./lock.mjs";
import { freePort } from "./ports.mjs";
import { binariesFor, binariesOf, findBinaries } from "./postgres-binaries.mjs";
import { DATABASE, ensureCluster, passwordOf, ROLE, run } from "./postgres-cluster.mjs";
import { clearLeftover, readPidFile } from "./postgres-pid.mjs";
import { homeOf, publicDir, serverUser } from "./postgres-place.mjs";
import { hasEnded, isAlive } from "./processes.mjs";

/**
 * Below the numbers that systems give to outgoing connections, because such a connection could take the port
 * during a restart.
 */
const FIRST_PORT = 15_432;
const STARTUP_MS = 60_000;
const GUARD = fileURLToPath(new URL("./postgres-guard.mjs", import.meta.url));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function settings({ port, durable, ephemeral, maxConnections, memory }) {
  const sync = durable ? "on" : "off";
  const values = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: maxConnections,
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "off",
    fsync: sync,
    synchronous_commit: sync,
    full_page_writes: sync,
    // Temporary data may be in memory, so the write-ahead log is kept short.
    ...(ephemeral && !durable ? { max_wal_size: "192MB", min_wal_size: "32MB" } : {}),
    ...memory,
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function tail(file, from) {
  try {
    return fs.readFileSync(file).subarray(from).toString("utf8").trim();
  } catch {
    return "";
  }
}

/** Starts the server process. On Windows only pg_ctl can drop an administrator's rights for it. */
async function spawnServer({ binaries, cluster, user, logFile, args }) {
  if (process.platform === "win32") {
    const options = args.map((arg) => `"${arg}"`).join(" ");
    await run(binaries.pgCtl, ["start", "-D", cluster, "-l", logFile, "-w", "-o", options]);
    const pid = readPidFile(cluster)?.pid ?? 0;
    return { pid, exited: hasEnded(pid, Number.POSITIVE_INFINITY).then(() => {}) };
  }
  const log = fs.openSync(logFile, "a", 0o600);
  // A process group of its own: Ctrl-C must not reach it before the processes that use it have ended.
  const child = spawn(binaries.postgres, ["-D", cluster, ...args], {
    ...user,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  fs.closeSync(log);
  const exited = new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  return { pid: child.pid ?? 0, exited };
}

/** Starts on the first port that works. Another program may take a free port before the server does. */
async function launch(options) {
  const { cluster, logFile, port: firstPort } = options;
  const deadline = Date.now() + STARTUP_MS;
  for (let port = await freePort(firstPort); ; ) {
    const from = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
    const server = await spawnServer({ ...options, args: settings({ ...options, port }) });
    while (isAlive(server.pid) && Date.now() < deadline) {
      const found = readPidFile(cluster);
      if (found?.pid === server.pid && found.ready) return { ...server, port };
      await sleep(15);
    }
    const said = tail(logFile, from);
    const stillInUse = said.includes("shared memory block") || said.includes("still in use");
    if (Date.now() < deadline && /could not bind|address already in use/i.test(said))
      port = await freePort(port + 1);
    else if (Date.now() < deadline && stillInUse) await sleep(200);
    else throw new Error(`PostgreSQL did not start.\n${said.split("\n").slice(-8).join("\n")}`);
  }
}

function setGuard(watched) {
  const guard = spawn(process.execPath, [GUARD, JSON.stringify(watched)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    windowsHide: true,
  });
  guard.unref();
  guard.stdin.unref?.();
  guard.on("error", () => {});
  guard.stdin.on("error", () => {});
  return { dismiss: () => guard.stdin.end("farewell") };
}

/**
 * Starts PostgreSQL on 127.0.0.1, making the cluster the first time. One launcher per data folder.
 *
 * @param {{ dataDir: string, port?: number, durable?: boolean, ephemeral?: boolean,
 *   maxConnections?: number, memory?: { shared_buffers?: string, max_wal_size?: string },
 *   programs?: string, log?: (line: string) => void }} options
 *   `port` is the first to try; `durable: false` trades safety against power loss for speed (tests);
 *   `ephemeral` removes the data when it is stopped or its launcher dies; `programs` is a folder with another
 *   PostgreSQL than the one from npm.
 * @returns {Promise<{ url: string, port: number, pid: number, home: string, logFile: string,
 *   exited: Promise<void>, stop(): Promise<void> }>} `url` is of the owning role `choba` and the
 *   database `choba`; `exited` settles when the server is gone, asked or not.
 */
export async function startPostgres(options) {
  const { durable = true, ephemeral = false, port = FIRST_PORT, maxConnections = 100, memory = {} } = options;
  const log = options.log ?? (() => {});
  const home = homeOf(path.resolve(options.dataDir), log);
  const cluster = path.join(home, "cluster");
  const logFile = path.join(home, "postgres.log");
  const user = serverUser(cluster);
  const found = options.programs ? binariesOf(options.programs) : findBinaries();
  const binaries = user ? binariesFor(found, user, publicDir, log) : found;

  const lock = takeLock(path.join(home, "lock"));
  if ("holder" in lock) throw new Error(`The database in ${home} is in use by process ${lock.holder.pid}.`);
  try {
    await ensureCluster({ home, cluster, binaries, user, durable });
    await clearLeftover({ cluster, binaries, user, log });
    const server = await launch({
      binaries,
      cluster,
      user,
      logFile,
      port,
      durable,
      ephemeral,
      maxConnections,
      memory,
    });
    const guard = setGuard({ pid: server.pid, cluster, home, pgCtl: binaries.pgCtl, ephemeral });
    server.exited.then(() => {
      if (!ephemeral) guard.dismiss();
      lock.release();
    });
    let stopping;
    const stop = async () => {
      const mode = ephemeral ? "immediate" : "fast";
      const args = ["stop", "-D", cluster, "-m", mode, "-w", "-t", "60"];
      if (isAlive(server.pid)) {
        await run(binaries.pgCtl, args, { user }).catch((error) => {
          if (isAlive(server.pid)) throw error;
        });
      }
      await server.exited;
      if (ephemeral) fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      guard.dismiss();
    };
    return {
      url: `postgres://${ROLE}:${passwordOf(home)}@127.0.0.1:${server.port}/${DATABASE}`,
      port: server.port,
      pid: server.pid,
      home,
      logFile,
      exited: server.exited,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
