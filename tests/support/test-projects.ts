import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const rooms = ["api", "app", "components", "drizzle", "lib", "sandbox", "server", "tests"];

/** What leads to a PostgreSQL: the product's pool, the programs that start one, and whoever asks for the test cluster. */
const doors = ["lib/db/pool.ts", "server/bootstrap/postgres.mjs"];
const asksForCluster = /\binject\("clusterUrl"\)/;

export type TestProjects = { pure: string[]; database: string[] };

/**
 * Which test file belongs to which Vitest project. A file is pure if nothing that it imports, directly or through
 * others, can reach a database. Such files run in threads, and no PostgreSQL is started for them.
 */
export function testProjects(): TestProjects {
  const projects: TestProjects = { pure: [], database: [] };
  const files = rooms.flatMap((room) => walk(room)).sort();
  for (const file of files) (reachesDatabase(file) ? projects.database : projects.pure).push(file);
  return projects;
}

const isTest = (file: string) =>
  /\.test\.tsx?$/.test(file) || /^tests\/stripe-behaviour\/.*\.behaviour\.ts$/.test(file);

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(file);
    return isTest(file) ? [file] : [];
  });
}

/** Whether a file is a door to a database, or imports one through any number of others. */
function reachesDatabase(file: string): boolean {
  const seen = new Set<string>();
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

type Source = { isDoor: boolean; imports: string[] };
const known = new Map<string, Source>();

/** The project's own files that a file loads. Imports of types load nothing. */
function read(file: string): Source {
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

function resolve(file: string, from: string): string | null {
  const bare = from.startsWith("@/")
    ? from.slice(2)
    : from.startsWith(".")
      ? path.posix.join(path.posix.dirname(file), from)
      : null;
  if (bare === null) return null;
  const candidates = [bare, `${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`, `${bare}/index.tsx`];
  return candidates.find((each) => isFile(path.join(root, each))) ?? null;
}

const isFile = (file: string) => existsSync(file) && statSync(file).isFile();
