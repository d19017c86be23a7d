// Builds dist/: the same modules for `import` and for `require`, each with its types.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("./", import.meta.url));
const dist = path.join(root, "dist");
const tsc = path.join(
  path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

rmSync(dist, { recursive: true, force: true });
for (const format of ["esm", "cjs"]) {
  const out = path.join(dist, format);
  await build({
    entryPoints: ["index.ts", "react.tsx"].map((file) => path.join(root, "src", file)),
    outdir: out,
    bundle: true,
    format,
    platform: "neutral",
    target: "es2022",
    jsx: "automatic",
    external: ["react", "react/jsx-runtime"],
    logLevel: "warning",
  });
  writeFileSync(
    path.join(out, "package.json"),
    JSON.stringify({ type: format === "esm" ? "module" : "commonjs" }),
  );
  execFileSync(process.execPath, [tsc, "-p", path.join(root, "tsconfig.build.json"), "--outDir", out], {
    stdio: "inherit",
  });
}
