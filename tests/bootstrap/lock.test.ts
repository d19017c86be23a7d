import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "@/server/bootstrap/lock.mjs";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { birthOf, isAlive } from "@/server/bootstrap/processes.mjs";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "choba-lock-"));
  file = path.join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isTaken = (taken: object) => !("holder" in taken);

test("one process holds a lock until it is released, and the lock shows its holder's facts", () => {
  const lock = takeLock(file);
  if ("holder" in lock) throw new Error("the lock was taken already");
  lock.tell({ address: "http://localhost:3000" });
  expect(takeLock(file)).toMatchObject({ holder: { pid: process.pid, address: "http://localhost:3000" } });
  lock.release();
  expect(isTaken(takeLock(file))).toBe(true);
});

test("the lock of a process that has ended does not count", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  writeFileSync(file, JSON.stringify({ pid: child.pid, birth: "" }));
  expect(isTaken(takeLock(file))).toBe(true);
});

test("the lock of an earlier process whose number was reused does not count", () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, birth: `${birthOf(process.pid)}0` }));
  expect(isTaken(takeLock(file))).toBe(true);
});

test("a truncated lock file does not count", () => {
  writeFileSync(file, '{"pid": 1');
  expect(isTaken(takeLock(file))).toBe(true);
});

test("a zombie is not alive", async () => {
  // The shell starts a process, then becomes one that never reads its exit code. Only then may the process
  // end.
  const child = spawn("sh", ["-c", 'cat <&3 & echo $!; exec sh -c "echo turned; exec sleep 60"'], {
    stdio: ["ignore", "pipe", "ignore", "pipe"],
  });
  let said = "";
  child.stdout?.on("data", (text) => {
    said += text;
  });
  await expect.poll(() => said, { timeout: limitMs(60_000) }).toContain("turned");
  const pid = Number.parseInt(said, 10);
  expect(isAlive(pid)).toBe(true);
  (child.stdio[3] as Writable).end();
  await expect.poll(() => isAlive(pid), { timeout: limitMs(60_000) }).toBe(false);
  expect(() => process.kill(pid, 0)).not.toThrow();
  child.kill("SIGKILL");
});
