// Notices that the process that started this one is gone. Under npm a shell is between them: it ends on
// SIGTERM without passing the signal on, and if npm is killed, the shell waits on.
import fs from "node:fs";
import { commandOf } from "./processes.mjs";

const POLL_MS = 200;

function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

/**
 * Calls `onGone` once if npm or its shell ends. A process that was not started by npm may outlive its parent.
 */
export function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const isShell = /^\S*sh -c /.test(commandOf(parent));
  const npm = isShell ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (!isShell || parentOf(parent) === npm)) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
}
