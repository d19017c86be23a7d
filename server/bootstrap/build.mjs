// The production build: Next's, and one bundle for each process. It is reused until a source file changes.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { takeLock } from "./lock.mjs";
import { lastLines, runLogged } from "./program.mjs";
import { Refusal, step } from "./say.mjs";

const FOLDERS = ["app", "api", "components", "lib", "server", "sandbox", "drizzle", "demo", "public"];
/** Files beside them that say how the product is tested and looked after, not what it is. */
const NOT_BUILT = [
  "next-env.d.ts",
  "vitest.config.ts",
  "playwright.config.ts",
  "drizzle.config.ts",
  "biome.json",
];
const ENTRIES = {
  web: "./server/web.ts",
  worker: "./server/worker.ts",
  migrate: "./server/migrate.ts",
  sandbox: "./sandbox/main.ts",
};

/** The built file of one of our processes. */
export const bundleOf = (root, name) => path.join(root, "build", `${name}.mjs`);
/** The source file of one of our processes. */
export const entryOf = (root, name) => path.join(root, ENTRIES[name]);

const isSource = (name) => !/\.(test|spec)\.tsx?$|\.md$/.test(name) && !name.startsWith(".");

function* filesIn(dir) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    if (!isSource(entry.name)) continue;
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else if (entry.isFile()) yield file;
  }
}

/**
 * A digest of everything the build is made from.
 * @returns {string}
 */
export function sourceDigest(root) {
  const atRoot = fs
    .readdirSync(root)
    .filter((name) => /\.(ts|mjs|json)$/.test(name) && !NOT_BUILT.includes(name));
  const inFolders = FOLDERS.map((name) => path.join(root, name)).filter((dir) => fs.existsSync(dir));
  const files = [
    ...atRoot.map((name) => path.join(root, name)),
    ...inFolders.flatMap((dir) => [...filesIn(dir)]),
  ];
  const hash = createHash("sha256").update(process.versions.node.split(".")[0] ?? "");
  for (const file of files.sort()) {
    hash.update(path.relative(root, file)).update("\0").update(fs.readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function readStamp(root) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, "build", "stamp.json"), "utf8"));
  } catch {
    return {};
  }
}

function writeStamp(root, stamp) {
  fs.writeFileSync(path.join(root, "build", "stamp.json"), JSON.stringify(stamp));
}

async function bundle(root) {
  const require = createRequire(path.join(root, "package.json"));
  const esbuild = require("esbuild");
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: path.join(root, "build"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": path.resolve(root) },
    sourcemap: "linked",
    jsx: "automatic",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
  });
}

async function buildNext(root, logDir) {
  const logFile = path.join(logDir, "build.log");
  const { code } = await runLogged({
    file: process.execPath,
    args: [path.join(root, "node_modules", "next", "dist", "bin", "next"), "build"],
    cwd: root,
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile,
  });
  if (code === 0) return;
  throw new Refusal(`The build failed. Its last lines (all of them: ${logFile}):\n${lastLines(logFile, 30)}`);
}

/** One build at a time in a folder; a second start waits for the first one's. */
async function withBuildLock(root, work) {
  fs.mkdirSync(path.join(root, "build"), { recursive: true });
  for (;;) {
    const lock = takeLock(path.join(root, "build", "lock"));
    if ("holder" in lock) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      continue;
    }
    try {
      return await work();
    } finally {
      lock.release();
    }
  }
}

/**
 * Builds what is out of date.
 * @returns {{ bundles: Promise<void>, all: Promise<void>, digest: string }} `bundles` settles first:
 *   with them the database can be made ready while Next is still building.
 */
export function ensureBuilt(root, logDir) {
  const digest = sourceDigest(root);
  const isBuilt = (what) => readStamp(root)[what] === digest;
  if (isBuilt("bundles") && isBuilt("next")) {
    return { digest, bundles: Promise.resolve(), all: Promise.resolve() };
  }
  let bundled;
  const bundles = new Promise((resolve, reject) => {
    bundled = { resolve, reject };
  });
  bundles.catch(() => {});
  const all = withBuildLock(root, async () => {
    if (!isBuilt("bundles")) {
      writeStamp(root, { next: readStamp(root).next });
      await bundle(root);
      writeStamp(root, { ...readStamp(root), bundles: digest });
    }
    bundled.resolve();
    if (isBuilt("next")) return;
    await step({ begin: "Building the app", done: "App built" }, async () => {
      writeStamp(root, { bundles: digest });
      await buildNext(root, logDir);
      writeStamp(root, { bundles: digest, next: digest });
    });
  });
  all.catch((error) => bundled.reject(error));
  return { digest, bundles, all };
}
