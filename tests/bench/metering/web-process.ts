import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import type { Installation } from "./installation";

/** The API in a process of its own. */
export type WebProcess = { pid: number; port: number; rssBytes(): Promise<number>; stop(): Promise<void> };

/** `whole`: as in production. `without_database`: the same, but nothing is asked of or written to a database per request. */
export type Form = "whole" | "without_database";

const root = process.cwd();
const fileOf = (form: Form) => path.join(root, "build", `bench-web-${form}.mjs`);

/** Bundles the web process as the build bundles ours. */
export async function bundleWeb(form: Form): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["./tests/bench/metering/web.ts"],
    outfile: fileOf(form),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    sourcemap: "linked",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: form === "without_database" ? [standIns] : [],
  });
}

/** The two functions by which a single event meets the database, answered from memory instead. */
const standIns: Plugin = {
  name: "stand-ins",
  setup(bundle) {
    const replace = (file: string, name: string, by: string) =>
      bundle.onLoad({ filter: new RegExp(`${file}\\.ts$`), namespace: "file" }, ({ path: original }) => ({
        contents: `export * from "original:${original}"; export { ${name} } from "@/tests/bench/metering/${by}";`,
        loader: "ts",
        resolveDir: root,
      }));
    replace("lib/features/metering/write", "writeEvents", "write-nothing");
    replace("lib/features/api-keys/authenticate", "authenticateApiKey", "authenticate-anybody");
    bundle.onResolve({ filter: /^original:/ }, (to) => ({ path: to.path.slice(9), namespace: "original" }));
    bundle.onLoad({ filter: /./, namespace: "original" }, async ({ path: file }) => ({
      contents: await readFile(file, "utf8"),
      loader: "ts",
      resolveDir: path.dirname(file),
    }));
  },
};

export async function startWeb(
  { environment }: Installation,
  form: Form,
  execArgv: string[] = [],
): Promise<WebProcess> {
  const child = fork(fileOf(form), {
    env: { ...process.env, ...environment, NODE_ENV: "production" },
    execArgv: ["--enable-source-maps", ...execArgv],
  });
  const { port } = await answerOf<{ port: number }>(child);
  return {
    pid: child.pid ?? 0,
    port,
    async rssBytes() {
      child.send("memory");
      return (await answerOf<{ rssBytes: number }>(child)).rssBytes;
    },
    async stop() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const died = new Promise<never>((_, reject) =>
    child.once("exit", (code) => reject(new Error(`The web process ended (${code}).`))),
  );
  const [answer] = await Promise.race([once(child, "message"), died]);
  return answer as T;
}
