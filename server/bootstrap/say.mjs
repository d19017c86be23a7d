// What the person at the terminal reads.
const startedAt = performance.now();
const HEARTBEAT_MS = 15_000;

// A closed terminal must not end this process before it has stopped everything in order.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
export const sinceStart = () => seconds(performance.now() - startedAt);

export function say(line = "") {
  process.stdout.write(line === "" ? "\n" : `  ${line.replaceAll("\n", "\n  ")}\n`);
}

/**
 * Runs one step and reports it: its begin if it may take long, progress now and then, and its result.
 * @template T
 * @param {{ begin?: string, done: string | ((result: T) => string | undefined) }} words
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step({ begin, done }, work) {
  const from = performance.now();
  if (begin) say(`${begin} …`);
  const heartbeat = setInterval(() => {
    say(`… ${begin ?? done} (${seconds(performance.now() - from)} so far)`);
  }, HEARTBEAT_MS);
  try {
    const result = await work();
    const words = typeof done === "function" ? done(result) : done;
    if (words) say(`${words} (${seconds(performance.now() - from)})`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/** An error whose message is all a person needs; it is shown without a stack. */
export class Refusal extends Error {}

/** @returns {string} */
export function explain(error) {
  if (error?.code === "EACCES" || error?.code === "EPERM") {
    return `No permission: ${error.path ?? error.message}. Another user may own it from an earlier start.`;
  }
  if (error?.code === "ENOSPC") return "The disk is full.";
  if (error instanceof Refusal || process.env.CHOBA_DEBUG !== "1") return String(error?.message ?? error);
  return String(error?.stack ?? error);
}
