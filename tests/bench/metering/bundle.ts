import path from "node:path";
import { build } from "esbuild";

const root = process.cwd();

/**
 * The processes of the bench. `whole`: the API as in production. `bare`: a server of Node's that only parses
 * and answers. `reader`: reads counts.
 */
export type Program = "whole" | "bare" | "reader";

const entryPoints = { whole: "web", bare: "bare", reader: "reader" };

export const bundleOf = (program: Program) => path.join(root, "build", `bench-${program}.mjs`);

/** Bundles a process as the build bundles ours. */
export async function bundle(program: Program): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [`./tests/bench/metering/${entryPoints[program]}.ts`],
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
  });
}
