import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { freePort } from "@/server/bootstrap/ports.mjs";
import { startPostgres } from "@/server/bootstrap/postgres.mjs";

const root = path.resolve(import.meta.dirname, "../..");

/**
 * A PostgreSQL that keeps acknowledged data (fsync on), and can be killed and started again on the same data.
 */
export async function durablePostgres() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "choba-killed-"));
  // For root, the server runs as another user, who must be able to enter.
  await chmod(dataDir, 0o711);
  const start = (port = 27_400) => startPostgres({ dataDir, port, durable: true });
  let server = await start();
  return {
    url: () => server.url,
    async kill() {
      process.kill(server.pid, "SIGKILL");
      await server.exited;
      const { url } = server;
      server = await start(server.port);
      if (server.url !== url) throw new Error("the database's port was taken meanwhile");
    },
    async remove() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The API in a process of its own, which can be killed and started again on the same port. */
export async function apiProcess(env: () => Record<string, string>) {
  const bundle = path.join(root, "node_modules/.cache/choba-tests", `api-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ["tests/metering/api-server.ts"],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    logLevel: "silent",
  });
  const port = await freePort(27_500);
  let child: ChildProcess;
  let ready: Promise<void>;
  let isOver = false;
  const start = () => {
    child = spawn(process.execPath, [bundle], {
      cwd: root,
      env: { ...process.env, ...env(), PORT: String(port) },
      stdio: ["ignore", "pipe", "ignore"],
    });
    ready = new Promise((resolve) => child.stdout?.once("data", () => resolve()));
    // As the supervisor of `npm start` does.
    child.once("exit", () => !isOver && start());
  };
  start();
  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
      await ready;
    },
    async remove() {
      isOver = true;
      child.kill("SIGKILL");
      await rm(bundle, { force: true });
    },
  };
}

/** Runs what `npm run metering:…` runs; gives its exit code and its output. */
export async function commandLine([command, ...rest]: string[], env: Record<string, string>) {
  const run = promisify(execFile);
  try {
    const { stdout } = await run(process.execPath, ["server/operator.mjs", `metering-${command}`, ...rest], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}
