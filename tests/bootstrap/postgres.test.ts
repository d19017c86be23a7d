import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, expect, test, vi } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { startPostgres } from "@/server/bootstrap/postgres.mjs";
import { serverUser } from "@/server/bootstrap/postgres-place.mjs";
import { isAlive } from "@/server/bootstrap/processes.mjs";

type Server = Awaited<ReturnType<typeof startPostgres>>;

const launcher = path.resolve("server/bootstrap/postgres.mjs");
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function newFolder(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), "choba-launch-"));
  chmodSync(dir, 0o711);
  undo.push(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

async function start(dataDir: string, durable = false): Promise<Server> {
  const server = await startPostgres({ dataDir, port: 26_100, durable });
  undo.push(server.stop);
  return server;
}

async function query(server: Server, text: string): Promise<unknown[]> {
  const sql = postgres(server.url, { max: 1 });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

/** A launcher in a process of its own, which can be killed. Resolves to the number of its server. */
async function startElsewhere(dataDir: string, ephemeral: boolean): Promise<[ChildProcess, number]> {
  const options = JSON.stringify({ dataDir, port: 26_200, durable: false, ephemeral });
  const code = `import { startPostgres } from ${JSON.stringify(launcher)};
    console.log((await startPostgres(${options})).pid); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  undo.push(() => child.kill("SIGKILL"));
  const pid = await new Promise<number>((resolve) =>
    child.stdout.once("data", (text) => resolve(Number(text))),
  );
  return [child, pid];
}

const gone = (pid: number) =>
  vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: limitMs(60_000) });

test("data survives a stop, and only its owner can read the password", async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  await query(first, "CREATE TABLE kept AS SELECT 7 AS n");
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start(dataDir);
  expect(await query(second, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  expect(statSync(path.join(second.home, "password")).mode & 0o077).toBe(0);
});

test("a wrong password is refused", async () => {
  const server = await start(newFolder());
  const url = new URL(server.url);
  url.password = "guess";
  const sql = postgres(url.href, { max: 1 });
  await expect(sql`SELECT 1`).rejects.toThrow(/password authentication failed/);
  await sql.end();
});

test("a second launcher is refused while the first one's database runs", async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  await expect(startPostgres({ dataDir })).rejects.toThrow(/in use by process/);
  expect(await query(first, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("acknowledged data is there after kill -9", async () => {
  const dataDir = newFolder();
  const first = await start(dataDir, true);
  await query(first, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const second = await start(dataDir, true);
  expect(await query(second, "SELECT count(*)::int AS rows FROM kept")).toEqual([{ rows: 1000 }]);
});

test("if a launcher is killed, its server stops and its temporary data is removed", async () => {
  const dataDir = newFolder();
  const [child, pid] = await startElsewhere(dataDir, true);
  child.kill("SIGKILL");
  await gone(pid);
  await vi.waitFor(() => expect(existsSync(dataDir)).toBe(false), { timeout: limitMs(60_000) });
});

test("a server that outlived launcher and guard is stopped, and its data is kept", async () => {
  const dataDir = newFolder();
  const [child, pid] = await startElsewhere(dataDir, false);
  const guards = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes("postgres-guard") && line.includes(dataDir));
  expect(guards).toHaveLength(1);
  process.kill(Number.parseInt(guards[0] ?? "", 10), "SIGKILL");
  child.kill("SIGKILL");
  await gone(child.pid ?? 0);
  expect(isAlive(pid)).toBe(true);
  const server = await start(dataDir);
  expect(isAlive(pid)).toBe(false);
  expect(await query(server, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a pid file that names another living process does not prevent the start", async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  const pidFile = path.join(first.home, "cluster", "postmaster.pid");
  const left = readFileSync(pidFile, "utf8").split("\n");
  await first.stop();
  const user = serverUser(path.join(first.home, "cluster"));
  const stranger = spawn("sleep", ["60"], { ...user, cwd: "/", stdio: "ignore" });
  undo.push(() => stranger.kill("SIGKILL"));
  writeFileSync(pidFile, [stranger.pid, ...left.slice(1)].join("\n"));
  const second = await start(dataDir);
  expect(await query(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
});
