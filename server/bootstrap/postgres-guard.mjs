// A small process beside PostgreSQL that outlives its launcher. It holds one end of a pipe. If the launcher
// is killed (kill -9), it stops the server and removes a temporary cluster.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { readPidFile } from "./postgres-pid.mjs";
import { hasEnded } from "./processes.mjs";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

/** @type {{ pid: number, cluster: string, home: string, pgCtl: string, ephemeral: boolean }} */
const watched = JSON.parse(process.argv[2] ?? "");

function stop() {
  // Stops only the server that it was started for. Another start may have replaced it.
  if (readPidFile(watched.cluster)?.pid !== watched.pid) return;
  const mode = watched.ephemeral ? "immediate" : "fast";
  if (process.platform === "win32") {
    execFileSync(watched.pgCtl, ["stop", "-D", watched.cluster, "-m", mode, "-w"], { stdio: "ignore" });
  } else {
    process.kill(watched.pid, watched.ephemeral ? "SIGQUIT" : "SIGINT");
  }
}

let said = "";
process.stdin.on("data", (chunk) => {
  said += chunk;
});
process.stdin.on("close", async () => {
  if (said.includes("farewell")) return;
  try {
    stop();
  } catch {
    // It has ended already.
  }
  if (!watched.ephemeral) return;
  await hasEnded(watched.pid, 10_000);
  fs.rmSync(watched.home, { recursive: true, force: true, maxRetries: 5 });
});
