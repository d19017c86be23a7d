import { chmod, mkdtemp, statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startPostgres } from "@/server/bootstrap/postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the test cluster's administration database. */
    clusterUrl: string;
  }
}

const TEMPLATE = "choba_template";

/**
 * One PostgreSQL for the whole run, fast instead of durable, in a folder of its own that goes away
 * with it, also when the run is killed. Its template database is migrated once; see `database.ts`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(await fastFolder(), "choba-test-"));
  // For root the server runs as another user, who must get through.
  await chmod(dataDir, 0o711);
  const server = await startPostgres({
    dataDir,
    port: 25_400,
    durable: false,
    ephemeral: true,
    maxConnections: 300,
  });
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("clusterUrl", server.url);
  return server.stop;
}

/** Memory where there is plenty: cloning a database makes some 900 files, which is slow on many disks. */
async function fastFolder(): Promise<string> {
  const plentyBytes = 2 * 1024 ** 3;
  const memory = await statfs("/dev/shm").catch(() => undefined);
  const isRoomy = memory && memory.bavail * memory.bsize > plentyBytes && os.freemem() > plentyBytes;
  return isRoomy ? "/dev/shm" : os.tmpdir();
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1 });
  await admin.unsafe(`CREATE DATABASE ${TEMPLATE}`);
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE}`;
  const { migrate } = await loadMigrations();
  await migrate(url.href);
  await admin.unsafe(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await admin.end();
}

async function loadMigrations(): Promise<{ migrate(databaseUrl: string): Promise<void> }> {
  const found = import.meta.glob<{ migrate(databaseUrl: string): Promise<void> }>("/drizzle/migrate.ts");
  const load = found["/drizzle/migrate.ts"];
  return load ? load() : { migrate: async () => {} };
}
