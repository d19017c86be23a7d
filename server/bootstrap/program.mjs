// Runs a program to its end and keeps its output in a file.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const running = new Set();

/** Ends what `runLogged` has started, if this process is stopped meanwhile. */
export function killPrograms() {
  for (const child of running) child.kill("SIGTERM");
}

/** @returns {string} the last `count` lines of a text file. */
export function lastLines(file, count) {
  try {
    return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  } catch {
    return "";
  }
}

/**
 * @param {{ file: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv, logFile: string, shell?: boolean }} program
 * @returns {Promise<{ code: number, output: string }>} how it ended and what it wrote to its standard output.
 */
export function runLogged({ file, args, cwd, env, logFile, shell = false }) {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  return new Promise((resolve, reject) => {
    const log = fs.createWriteStream(logFile, { flags: "w" });
    log.on("error", reject);
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      shell,
      // A process group of its own, because this process passes a Ctrl-C in the terminal on.
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    running.add(child);
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
      log.write(chunk);
    });
    child.stderr.on("data", (chunk) => log.write(chunk));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      running.delete(child);
      log.end(() => resolve({ code: code ?? (signal ? 1 : 0), output }));
    });
  });
}
