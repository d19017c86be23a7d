// Facts about processes that Node does not offer: is it alive, is it still the same one, what does it run.
import { spawnSync } from "node:child_process";
import fs from "node:fs";

const ps = (pid, column) =>
  spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";

function procStat(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces, so the fields after it are counted.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** Running and not a zombie. A zombie still accepts signals although it does nothing any more. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  if (process.platform === "linux") return procStat(pid)?.[0] !== "Z";
  if (process.platform === "win32") return true;
  return !ps(pid, "stat").startsWith("Z");
}

/**
 * The time of birth, which distinguishes a process from a later one with the same number. Empty if unknown.
 * @returns {string}
 */
export function birthOf(pid) {
  if (process.platform === "linux") return procStat(pid)?.[19] ?? "";
  if (process.platform === "win32") return "";
  return ps(pid, "lstart");
}

/** The command line of a process, empty if it cannot be read. */
export function commandOf(pid) {
  if (process.platform === "win32") return "";
  if (process.platform !== "linux") return ps(pid, "command");
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

/** @returns {Promise<boolean>} whether the process was gone within `waitMs`. */
export async function hasEnded(pid, waitMs) {
  for (let waited = 0; ; waited += 25) {
    if (!isAlive(pid)) return true;
    if (waited >= waitMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
