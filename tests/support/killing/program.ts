import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = process.cwd();
const entries = {
  web: "./tests/support/killing/web.ts",
  worker: "./server/worker.ts",
  sandbox: "./sandbox/main.ts",
};

/** Bundles the programs as the build does, into a folder where they find the packages. Returns how to remove them. */
export async function bundlePrograms(): Promise<{
  fileOf(name: keyof typeof entries): string;
  remove(): Promise<void>;
}> {
  const outdir = path.join(root, "build", `killed-${process.pid}`);
  await mkdir(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    jsx: "automatic",
    logLevel: "silent",
  });
  return {
    fileOf: (name) => path.join(outdir, `${name}.mjs`),
    remove: () => rm(outdir, { recursive: true, force: true }),
  };
}

/** A process that can be killed and started again, as the supervisor does. */
export class Program {
  private child: ChildProcess | null = null;
  /** What it said of where it listens; empty if it listens nowhere. */
  url = "";

  constructor(
    private readonly file: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** The operating system's number of the process; 0 before it was started. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Resolves when it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.file], {
      env: { ...process.env, ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk;
        const ready = /ready|sandbox: .* at/.test(said);
        if (!ready) return;
        this.url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? "";
        resolve();
      };
      child.stdout?.on("data", listen);
      child.stderr?.on("data", listen);
      child.once("exit", (code) => reject(new Error(`${this.file} ended with ${code}: ${said}`)));
    });
  }

  /** kill -9. Resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}
