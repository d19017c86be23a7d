import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";

const root = process.cwd();

/**
 * The processes of the bench. `whole`: the API as in production. `without_database`: the same, but nothing is asked of or
 * written to a database for an event. `reader`: reads counts.
 */
export type Program = "whole" | "without_database" | "reader";

export const bundleOf = (program: Program) => path.join(root, "build", `bench-${program}.mjs`);

/** Bundles a process as the build bundles ours. */
export async function bundle(program: Program): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [`./tests/bench/metering/${program === "reader" ? "reader" : "web"}.ts`],
    outfile: bundleOf(program),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    sourcemap: "linked",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: program === "without_database" ? [standIns] : [],
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
    replace("lib/features/usage/metering/ingest/write-events", "writeEvents", "write-nothing");
    replace(
      "lib/features/people/api-keys/authenticate-api-key",
      "authenticateApiKey",
      "authenticate-anybody",
    );
    bundle.onResolve({ filter: /^original:/ }, (to) => ({ path: to.path.slice(9), namespace: "original" }));
    bundle.onLoad({ filter: /./, namespace: "original" }, async ({ path: file }) => ({
      contents: await readFile(file, "utf8"),
      loader: "ts",
      resolveDir: path.dirname(file),
    }));
  },
};
