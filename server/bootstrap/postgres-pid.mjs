// PostgreSQL's own pid file, and how to treat one that a crash left behind.
import fs from "node:fs";
import path from "node:path";
import { run } from "./postgres-cluster.mjs";
import { commandOf, hasEnded, isAlive } from "./processes.mjs";

const pidFile = (cluster) => path.join(cluster, "postmaster.pid");

// No system gives out this number, so a pid file with it counts as that of a dead server.
const NOBODYS_PID = 999_999_999;

/**
 * @returns {{ pid: number, port: number, ready: boolean } | undefined}
 */
export function readPidFile(cluster) {
  try {
    const lines = fs.readFileSync(pidFile(cluster), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/**
 * True if the process is a PostgreSQL server of this cluster, and not a later process with the same number.
 */
function servesCluster(pid, cluster) {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  return command === "" || command.includes(cluster);
}

/**
 * Prepares a cluster that nobody may be using any more (the caller holds its lock). A server whose launcher
 * was killed is stopped. A pid file that names a zombie or another program is made harmless. It is not
 * deleted, because PostgreSQL reads in it whether processes of the dead server still use the data.
 */
export async function clearLeftover({ cluster, binaries, user, log }) {
  const found = readPidFile(cluster);
  if (!found) return;
  if (servesCluster(found.pid, cluster)) {
    log("A database left running by an earlier start is stopped first.");
    await run(binaries.pgCtl, ["stop", "-D", cluster, "-m", "fast", "-w", "-t", "60"], { user }).catch(
      (error) => {
        if (servesCluster(found.pid, cluster)) throw error;
      },
    );
    await hasEnded(found.pid, 2000);
    return;
  }
  const lines = fs.readFileSync(pidFile(cluster), "utf8").split("\n");
  lines[0] = String(NOBODYS_PID);
  fs.writeFileSync(pidFile(cluster), lines.join("\n"));
}
