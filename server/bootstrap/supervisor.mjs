// The processes of Choba: starts them, restarts them when they fail, and ends them in order.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { lastLines } from "./program.mjs";

const WATCH = new URL("./child-watch.mjs", import.meta.url).href;
const CRASHES_IN_A_ROW = 5;
/** A process that lived this long was working. Its failure does not continue a row of failures. */
const STEADY_MS = 10_000;
const STOP_MS = 8_000;
const LOG_BYTES = 5_000_000;

/**
 * Counts failures in a row. Only a process that never worked is hopeless, for example because of a wrong
 * setting. One that has worked is restarted for ever, however often it fails, because what it needs may come
 * back.
 * @returns {{ fell(livedMs: number): void, inARow(): number, isHopeless(): boolean, pauseMs(): number }}
 *   `pauseMs` doubles with each failure in a row, up to 5 seconds.
 */
export function countFalls() {
  let inARow = 0;
  let stoodOnce = false;
  return {
    fell(livedMs) {
      const stood = livedMs > STEADY_MS;
      stoodOnce ||= stood;
      inARow = stood ? 1 : inARow + 1;
    },
    inARow: () => inARow,
    isHopeless: () => !stoodOnce && inARow >= CRASHES_IN_A_ROW,
    pauseMs: () => Math.min(250 * 2 ** (inARow - 1), 5_000),
  };
}

/**
 * A log file to write to. What cannot be written, because the disk is full or the folder is gone, is lost, and nothing
 * else: the process behind it goes on, and so do its later lines once there is room again.
 */
function openLog(file) {
  let descriptor;
  const open = () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const known = fs.statSync(file, { throwIfNoEntry: false });
    if (known?.isFile() && known.size > LOG_BYTES) fs.renameSync(file, `${file}.old`);
    return fs.openSync(file, "a");
  };
  return new Writable({
    write(chunk, _encoding, done) {
      try {
        descriptor ??= open();
        fs.write(descriptor, chunk, () => done());
      } catch {
        done();
      }
    },
  });
}

/** Like a line of the log: a note that cannot be written stops nothing. */
function notePid(pidFile, pid) {
  try {
    fs.writeFileSync(pidFile, `${pid}\n`);
  } catch {}
}

/**
 * Keeps one Node process running until it is stopped.
 * @param {{ name: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, logFile: string, pidFile?: string,
 *   showAll?: boolean, say(line: string): void, onHopeless(reason: string): void }} options
 *   `showAll` shows its standard output too, not only its errors.
 * @returns {{ pid(): number | undefined, stop(): Promise<void>, kill(): void }}
 */
export function keepRunning(options) {
  const { name, args, cwd, env, logFile, pidFile, showAll = false, say, onHopeless } = options;
  const log = openLog(logFile);
  let child;
  let restart;
  const falls = countFalls();
  let stopping = false;
  let ended = Promise.resolve();

  const show = (line) => {
    if (line.trim() !== "") say(`[${name}] ${line}`);
  };
  const start = () => {
    const startedAt = Date.now();
    child = spawn(process.execPath, ["--import", WATCH, "--enable-source-maps", ...args], {
      cwd,
      env,
      // A process group of its own: a Ctrl-C in the terminal must not reach all processes at once.
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      windowsHide: true,
    });
    if (pidFile) notePid(pidFile, child.pid);
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    createInterface({ input: child.stderr }).on("line", show);
    if (showAll) createInterface({ input: child.stdout }).on("line", show);
    ended = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        resolve();
        if (stopping) return;
        falls.fell(Date.now() - startedAt);
        fallen(signal ?? `code ${code}`);
      });
      child.once("error", () => resolve());
    });
  };
  const fallen = (how) => {
    if (falls.isHopeless()) {
      const words = lastLines(logFile, 15);
      return onHopeless(
        `${name} ended ${falls.inARow()} times in a row (${how}). The last lines of ${logFile}:\n${words}`,
      );
    }
    say(`${name} ended unexpectedly (${how}) and is started again.`);
    restart = setTimeout(start, falls.pauseMs());
  };
  const kill = () => child?.kill("SIGKILL");
  start();
  return {
    pid: () => child?.pid,
    kill,
    async stop() {
      stopping = true;
      clearTimeout(restart);
      if (process.platform === "win32") child.connected && child.disconnect();
      else child.kill("SIGTERM");
      const deadline = setTimeout(kill, STOP_MS);
      await ended;
      clearTimeout(deadline);
      if (pidFile) fs.rmSync(pidFile, { force: true });
    },
  };
}
