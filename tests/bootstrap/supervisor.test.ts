import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { isAlive } from "@/server/bootstrap/processes.mjs";
import { countFalls, keepRunning } from "@/server/bootstrap/supervisor.mjs";

let folder: string;
const undo: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "choba-supervisor-"));
});
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
  rmSync(folder, { recursive: true, force: true });
});

function keep(code: string, logFile = path.join(folder, "logs", "part.log")) {
  const script = path.join(folder, "part.mjs");
  writeFileSync(script, code);
  const lines: string[] = [];
  const ended: string[] = [];
  const part = keepRunning({
    name: "part",
    args: [script],
    cwd: folder,
    env: process.env,
    logFile,
    pidFile: path.join(folder, "part.pid"),
    say: (line) => lines.push(line),
    onHopeless: (reason) => ended.push(reason),
  });
  undo.push(part.stop);
  return { part, lines, ended };
}

const runs = () =>
  vi.waitFor(() => expect(existsSync(path.join(folder, "ready"))).toBe(true), { timeout: limitMs(60_000) });
const READY = `import fs from "node:fs"; fs.writeFileSync("ready", "");`;

test("a process that is killed is started again under another number", async () => {
  const { part, lines } = keep(`${READY} setInterval(() => {}, 1000);`);
  await runs();
  const first = part.pid() ?? 0;
  process.kill(first, "SIGKILL");
  await vi.waitFor(() => expect(part.pid()).not.toBe(first), { timeout: limitMs(60_000) });
  expect(isAlive(part.pid() ?? 0)).toBe(true);
  expect(lines).toContainEqual(expect.stringContaining("part ended unexpectedly (SIGKILL)"));
  expect(Number(readFileSync(path.join(folder, "part.pid"), "utf8"))).toBe(part.pid());
});

test("a process that never works is given up after five times, and its last output is shown", async () => {
  const { ended, lines } = keep(`console.error("no such table"); process.exit(2);`);
  await vi.waitFor(() => expect(ended).toHaveLength(1), { timeout: limitMs(60_000) });
  expect(ended[0]).toContain("part ended 5 times in a row (code 2)");
  expect(ended[0]).toContain("no such table");
  expect(lines.filter((line) => line.includes("started again"))).toHaveLength(4);
});

test("a process that has worked is never given up, however often it fails in a row", () => {
  const falls = countFalls();
  falls.fell(60_000);
  for (let time = 0; time < 20; time++) falls.fell(50);
  expect(falls.isHopeless()).toBe(false);
  expect(falls.inARow()).toBe(21);
  expect(falls.pauseMs()).toBe(5_000);
});

test("a failure after working is the first of a new row", () => {
  const falls = countFalls();
  for (let time = 0; time < 4; time++) falls.fell(50);
  expect([falls.isHopeless(), falls.pauseMs()]).toEqual([false, 2_000]);
  falls.fell(60_000);
  expect([falls.inARow(), falls.pauseMs()]).toEqual([1, 250]);
});

test("a process that is stopped may finish its work, and is not started again", async () => {
  const { part, lines } = keep(`${READY} setInterval(() => {}, 1000);
    process.on("SIGTERM", () => setTimeout(() => { fs.writeFileSync("done", ""); process.exit(0); }, 100));`);
  await runs();
  const pid = part.pid() ?? 0;
  await part.stop();
  expect(existsSync(path.join(folder, "done"))).toBe(true);
  expect(isAlive(pid)).toBe(false);
  expect(lines).toEqual([]);
});

test("a process ends if the one that started it is killed", async () => {
  const script = path.join(folder, "part.mjs");
  writeFileSync(script, `${READY} console.log(process.pid); setInterval(() => {}, 1000);`);
  const supervisor = path.resolve("server/bootstrap/supervisor.mjs");
  const code = `import { countFalls, keepRunning } from ${JSON.stringify(supervisor)};
    keepRunning({ name: "part", args: [${JSON.stringify(script)}], cwd: ${JSON.stringify(folder)}, env: process.env,
      logFile: "logs/part.log", pidFile: "part.pid", say() {}, onHopeless() {} });`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], {
    cwd: folder,
    stdio: "ignore",
  });
  await runs();
  const pid = Number(readFileSync(path.join(folder, "part.pid"), "utf8"));
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: limitMs(60_000) });
});

test.skipIf(!existsSync("/dev/full"))("a full disk takes the lines of a log, and nothing else", async () => {
  // More than a pipe holds: a log that is not read any more would hold the process up.
  const much = `${READY} console.log("x".repeat(1_000_000)); console.error("still here"); setInterval(() => {}, 1000);`;
  const { part, lines } = keep(much, "/dev/full");
  await vi.waitFor(() => expect(lines).toContainEqual(expect.stringContaining("still here")), {
    timeout: limitMs(60_000),
  });
  expect(isAlive(part.pid() ?? 0)).toBe(true);
});
