// Migrates the database and, in the demo, seeds it. It is a process of its own, which ends.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleOf, entryOf } from "./build.mjs";
import { lastLines, runLogged } from "./program.mjs";
import { Refusal, step } from "./say.mjs";

/**
 * @typedef {{ dev: boolean, env: Record<string, string | undefined>, logDir: string, root: string,
 *   home: string | undefined, digest: string | undefined }} State
 *   `home`: the folder of the embedded database, if that is used; `digest`: of the built sources.
 */

const stampOf = (home) => path.join(home, "migrated");
/** A marker beside the stamp, from the beginning of the first migration to its end. */
const firstTimeOf = (home) => path.join(home, "first-time");
const stateOf = ({ digest, env }) => `${digest} demo=${env.CHOBA_DEMO}`;

/**
 * True if exactly these sources have prepared this database before. This is known of the embedded database
 * only: nobody else changes it, and its stamp is deleted together with it.
 * @param {State} state
 */
export function isMigrated(state) {
  if (!state.home || !state.digest) return false;
  try {
    return fs.readFileSync(stampOf(state.home), "utf8") === stateOf(state);
  } catch {
    return false;
  }
}

/**
 * Empties the embedded database if its first preparation was interrupted. Half a demo story is useless, and
 * nobody has worked with it yet. Call it only while nothing else uses the database.
 * @param {State} state
 */
export async function startOverIfInterrupted(state) {
  if (!state.home || !fs.existsSync(firstTimeOf(state.home))) return;
  await run(state, ["--start-over"], "The first start was cut off; beginning anew");
}

/** @param {State} state */
export async function migrate(state) {
  const { env, home, digest } = state;
  if (home && !fs.existsSync(stampOf(home))) fs.writeFileSync(firstTimeOf(home), "");
  await run(
    state,
    [],
    env.CHOBA_DEMO === "1" ? "Database migrated, demo data in place" : "Database migrated",
  );
  // Also in development, where sources have no digest: it must be recorded that the first preparation began.
  if (home) fs.writeFileSync(stampOf(home), digest ? stateOf(state) : "");
  if (home) fs.rmSync(firstTimeOf(home), { force: true });
}

/** @param {State} state */
async function run({ dev, env, logDir, root }, flags, done) {
  const logFile = path.join(logDir, "migrate.log");
  const tsx = pathToFileURL(path.join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
  const args = dev
    ? ["--import", tsx, entryOf(root, "migrate")]
    : ["--enable-source-maps", bundleOf(root, "migrate")];
  await step({ done }, async () => {
    const { code } = await runLogged({
      file: process.execPath,
      args: [...args, ...flags],
      cwd: root,
      env,
      logFile,
    });
    if (code === 0) return;
    throw new Refusal(
      `The database could not be made ready. ${logFile} ends with:\n${lastLines(logFile, 15)}`,
    );
  });
}
