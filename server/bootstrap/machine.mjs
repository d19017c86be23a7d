// How fast this machine is and how much of it we may use. Tests wait longer on a slow one, and start no more workers
// than it bears.
import { readFileSync } from "node:fs";
import os from "node:os";

const SLOWNESS = "CHOBA_TEST_SLOWNESS";
/** What the loop below takes on one idle core of an ordinary machine. */
const ORDINARY_LOOP_MS = 16;
/** Tests and what they start keep two cores busy. */
const WANTED_CORES = 2;
const MOST_SLOWNESS = 20;
const GIGABYTE = 1024 ** 3;

/** The time of a fixed piece of work. Of five turns the middle one counts: the first is compiled, another interrupted. */
function loopMs() {
  const turns = [];
  for (let turn = 0; turn < 5; turn++) {
    const from = performance.now();
    let sum = 0;
    for (let n = 0; n < 4_000_000; n++) sum = (sum * 31 + n) % 1_000_003;
    if (sum < 0) throw new Error("the sum is never negative");
    turns.push(performance.now() - from);
  }
  return turns.sort((a, b) => a - b)[2];
}

/** The cores that this process may use: what `taskset` or a container leaves of them. */
export const cores = () => os.availableParallelism();

/**
 * How many times slower this machine is than an ordinary one: 1 or more. Measured once in a run of tests; the processes
 * that it starts read the answer from the environment.
 * @returns {number}
 */
export function slowness() {
  const known = Number(process.env[SLOWNESS]);
  if (known >= 1) return known;
  const measured = (loopMs() / ORDINARY_LOOP_MS) * Math.max(1, WANTED_CORES / cores());
  const answer = Math.round(Math.min(MOST_SLOWNESS, Math.max(1, measured)) * 10) / 10;
  process.env[SLOWNESS] = String(answer);
  return answer;
}

/**
 * A limit for this machine: what is enough on an ordinary one, times its slowness.
 * @param {number} ordinaryMs
 */
export const limitMs = (ordinaryMs) => Math.round(ordinaryMs * slowness());

/** Memory that can still be taken, in bytes. */
function freeMemory() {
  const limit = [process.constrainedMemory?.() ?? 0].filter((bytes) => bytes > 0 && bytes < os.totalmem());
  const available = availableMemory();
  return Math.min(available, ...limit);
}

/** Linux counts what it keeps of files as used, though it gives it up when asked. */
function availableMemory() {
  try {
    const [, kilobytes] = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync("/proc/meminfo", "utf8")) ?? [];
    if (kilobytes) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return os.freemem();
}

/**
 * How many workers of tests this machine bears, each of which keeps a core busy and takes so much memory.
 * @param {number} gigabytesEach
 */
export function bearableWorkers(gigabytesEach, most = 8) {
  const fitting = Math.floor(freeMemory() / (gigabytesEach * GIGABYTE));
  return Math.max(1, Math.min(cores(), fitting, most));
}
