// Which test file belongs to which of Vitest's projects, by what its imports can reach.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Folders without tests of Vitest. */
const others = ["node_modules", "build", "e2e", "docs", "public", "test-results"];

/** What leads to a PostgreSQL: the product's pool, the programs that start one, and whoever asks for the test cluster. */
const doors = ["lib/db/pool.ts", "server/bootstrap/postgres.mjs"];
const asksForCluster = /\binject\("clusterUrl"\)/;

/**
 * A test file is pure if nothing that it imports, directly or through others, can reach a database. Pure files run in
 * threads, and no PostgreSQL is started for them.
 * @returns {{ pure: string[], database: string[] }} files from the root.
 */
export function testProjects() {
  const files = folders()
    .flatMap((folder) => [...testsIn(folder)])
    .sort();
  return {
    pure: files.filter((file) => !reachesDatabase(file)),
    database: files.filter(reachesDatabase),
  };
}

function folders() {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !others.includes(entry.name))
    .map((entry) => entry.name);
}

const isTest = (file) =>
  /\.test\.tsx?$/.test(file) || /^tests\/stripe-behaviour\/.*\.behaviour\.ts$/.test(file);

function* testsIn(folder) {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* testsIn(file);
    else if (isTest(file)) yield file;
  }
}

/**
 * Whether a file is a door to a database, or imports one through any number of others.
 * @param {string} file
 */
export function reachesDatabase(file) {
  const seen = new Set();
  const open = [file];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const { isDoor, imports } = read(at);
    if (isDoor) return true;
    open.push(...imports);
  }
  return false;
}

/** @type {Map<string, { isDoor: boolean, imports: string[] }>} */
const known = new Map();

/** The project's own files that a file loads. Imports of types load nothing. */
function read(file) {
  const found = known.get(file);
  if (found) return found;
  const text = readFileSync(path.join(root, file), "utf8");
  const statements = text.matchAll(/^\s*(?:import|export)\s+(?!type\s)(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm);
  const dynamic = text.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g);
  const imports = [...statements, ...dynamic].flatMap(([, from]) => resolve(file, from ?? "") ?? []);
  const source = { isDoor: doors.includes(file) || asksForCluster.test(text), imports };
  known.set(file, source);
  return source;
}

function resolve(file, from) {
  const isOwn = from.startsWith("@/") || from.startsWith(".");
  if (!isOwn) return undefined;
  const bare = from.startsWith("@/") ? from.slice(2) : path.posix.join(path.posix.dirname(file), from);
  const candidates = [bare, `${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`, `${bare}/index.tsx`];
  return candidates.find((each) => isFile(path.join(root, each)));
}

const isFile = (file) => existsSync(file) && statSync(file).isFile();
