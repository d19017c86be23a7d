// A lock on a folder, held by a living process. The lock of a dead process does not count.
import fs from "node:fs";
import { birthOf, isAlive } from "./processes.mjs";

/** @typedef {{ pid: number, birth: string, [fact: string]: unknown }} Holder */

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

const isHeld = (holder) =>
  holder !== undefined && isAlive(holder.pid) && (!holder.birth || birthOf(holder.pid) === holder.birth);

/** Moves a dead holder's file away. Puts it back if a living process took the lock meanwhile. */
function clear(file) {
  const aside = `${file}.${process.pid}.old`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (isHeld(read(aside)) && !fs.existsSync(file)) fs.renameSync(aside, file);
  else fs.rmSync(aside, { force: true });
}

/** Puts the draft in its place completely or not at all, and only if nothing is there. */
function place(draft, file) {
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (error.code === "EEXIST") throw error;
    // The file system has no hard links.
    fs.copyFileSync(draft, file, fs.constants.COPYFILE_EXCL);
  }
}

/**
 * Takes the lock `file`.
 * @param {Record<string, unknown>} facts kept in the file for a process that finds it taken.
 * @returns {{ holder: Holder } | { tell(more: Record<string, unknown>): void, release(): void }}
 *   the living holder if there is one, else the lock.
 */
export function takeLock(file, facts = {}) {
  const self = { pid: process.pid, birth: birthOf(process.pid), ...facts };
  const draft = `${file}.${process.pid}.new`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    fs.writeFileSync(draft, JSON.stringify(self), { mode: 0o600 });
    try {
      place(draft, file);
      return {
        tell(more) {
          Object.assign(self, more);
          fs.writeFileSync(draft, JSON.stringify(self), { mode: 0o600 });
          fs.renameSync(draft, file);
        },
        release() {
          if (read(file)?.pid === process.pid) fs.rmSync(file, { force: true });
        },
      };
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = read(file);
      if (isHeld(holder)) return { holder };
      clear(file);
    } finally {
      fs.rmSync(draft, { force: true });
    }
  }
  throw new Error(`The lock ${file} could not be taken.`);
}
