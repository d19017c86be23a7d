// `npm run bench`: bundles the benches as the build bundles our processes, since that is what is to be measured, and
// runs them in this process.
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const outfile = path.join(root, "build", "bench.mjs");

await build({
  absWorkingDir: root,
  entryPoints: ["./tests/bench/main.ts"],
  outfile,
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
await import(pathToFileURL(outfile).href);
