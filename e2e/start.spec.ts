import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { limitMs } from "../server/bootstrap/machine.mjs";
import { isAlive } from "../server/bootstrap/processes.mjs";
import { newDataDir, type Part, type RunningChoba, startChoba } from "../tests/support/choba";

// One data folder, started again and again: what a person meets who runs `npm start`.
test.describe.configure({ mode: "serial", timeout: limitMs(480_000) });

const PARTS: Part[] = ["start", "web", "worker", "sandbox", "postgres"];
const takenPort = () => Number(new URL(process.env.CHOBA_TEST_URL ?? "").port);
const COUNT_TENANTS = "SELECT count(*)::int AS count FROM tenants";
let dataDir: string;
let choba: RunningChoba | undefined;
let tenants: unknown[];

test.beforeAll(async () => {
  dataDir = await newDataDir();
});
test.afterAll(async () => {
  await choba?.remove();
});

const pids = (running: RunningChoba) => Promise.all(PARTS.map(running.pidOf));
const start = async (throughNpm = false) => {
  choba = await startChoba({ port: takenPort(), dataDir, throughNpm });
  return choba;
};

async function query(running: RunningChoba, text: string): Promise<unknown[]> {
  const sql = postgres(await running.databaseUrl(), { max: 1 });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

async function expectAllGone(numbers: number[]): Promise<void> {
  await expect.poll(() => numbers.filter(isAlive)).toEqual([]);
}

test("a taken port is passed over, and the address says so", async () => {
  const running = await start(true);
  expect(new URL(running.url).port).not.toBe(String(takenPort()));
  expect((await fetch(`${running.url}/api/health`)).status).toBe(200);
});

test("a second start in the same folder is refused with the address of the first, which goes on", async () => {
  if (!choba) throw new Error("nothing runs");
  await expect(startChoba({ port: takenPort(), dataDir })).rejects.toThrow(
    `already running here at ${choba.url}`,
  );
  expect((await fetch(`${choba.url}/api/health`)).status).toBe(200);
});

test("SIGTERM to npm ends every process", async () => {
  if (!choba) throw new Error("nothing runs");
  await query(choba, "CREATE TABLE kept AS SELECT 1 AS n");
  tenants = await query(choba, COUNT_TENANTS);
  const numbers = await pids(choba);
  await choba.stop();
  await expectAllGone(numbers);
});

test("data outlives the stop, and the demo is not seeded twice", async () => {
  const running = await start();
  expect(await query(running, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  expect(await query(running, COUNT_TENANTS)).toEqual(tenants);
});

test("a killed database comes back by itself with what it had", async () => {
  if (!choba) throw new Error("nothing runs");
  const before = await choba.pidOf("postgres");
  process.kill(before, "SIGKILL");
  const url = `${choba.url}/api/health`;
  await expect.poll(async () => (await choba?.pidOf("postgres").catch(() => before)) !== before).toBe(true);
  await expect.poll(async () => (await fetch(url)).status).toBe(200);
  expect(await query(choba, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
});

test("kill -9 of the start process leaves no process behind, and the next start has the data", async () => {
  if (!choba) throw new Error("nothing runs");
  const numbers = await pids(choba);
  process.kill(await choba.pidOf("start"), "SIGKILL");
  await expectAllGone(numbers);
  const running = await start();
  expect(await query(running, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
});
