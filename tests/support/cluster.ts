import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { startPostgres } from "@/server/bootstrap/postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the test cluster's administration database. */
    clusterUrl: string;
    /** What `CREATE DATABASE name` is followed by for a migrated, empty database. */
    clone: string;
  }
}

/** The order of text that our own clusters have, on a server with another one. */
const sameOrder = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'";

type Cluster = { url: string; stop(): Promise<void> };

/**
 * One PostgreSQL for the whole run. Its template database is migrated once; see `database.ts`. Usually it is the one
 * from npm; `CHOBA_TEST_POSTGRES` names another: the folder of its programs, or the address of a running server.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const wanted = process.env.CHOBA_TEST_POSTGRES || undefined;
  const isServer = wanted !== undefined && /^postgres(ql)?:/.test(wanted);
  const cluster = isServer ? { url: wanted, stop: async () => {} } : await start(wanted);
  const template = isServer ? `choba_template_${randomBytes(6).toString("hex")}` : "choba_template";
  try {
    const version = await makeTemplate(cluster.url, template, isServer);
    project.provide("clusterUrl", cluster.url);
    // Copying files is quick when nothing is synchronised; 14 knows no other way and no word for it.
    project.provide(
      "clone",
      version >= 15 ? `TEMPLATE ${template} STRATEGY file_copy` : `TEMPLATE ${template}`,
    );
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return async () => {
    if (isServer) await removeTemplate(cluster.url, template);
    await cluster.stop();
  };
}

/** Fast instead of durable, in a folder of its own that goes away with it, also when the run is killed. */
async function start(programs?: string): Promise<Cluster> {
  const dataDir = await mkdtemp(path.join(await fastFolder(), "choba-test-"));
  // For root the server runs as another user, who must get through.
  await chmod(dataDir, 0o711);
  return startPostgres({
    dataDir,
    port: 25_400,
    durable: false,
    ephemeral: true,
    maxConnections: 300,
    programs,
  });
}

/** Memory where there is plenty: cloning a database makes some 900 files, which is slow on many disks. */
async function fastFolder(): Promise<string> {
  const plentyBytes = 2 * 1024 ** 3;
  const memory = await statfs("/dev/shm").catch(() => undefined);
  const isRoomy = memory && memory.bavail * memory.bsize > plentyBytes && os.freemem() > plentyBytes;
  return isRoomy ? "/dev/shm" : os.tmpdir();
}

/** Makes the migrated database that the tests clone. Gives the server's major version. */
async function makeTemplate(adminUrl: string, name: string, isServer: boolean): Promise<number> {
  const admin = administration(adminUrl);
  try {
    const [row] = await admin<{ number: string }[]>`select current_setting('server_version_num') as number`;
    await admin.unsafe(`CREATE DATABASE ${name} ${isServer ? sameOrder : ""}`);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    const { migrate } = await loadMigrations();
    await migrate(url.href);
    await admin.unsafe(`ALTER DATABASE ${name} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    return Math.floor(Number(row?.number) / 10_000);
  } finally {
    await admin.end();
  }
}

async function removeTemplate(adminUrl: string, name: string): Promise<void> {
  const admin = administration(adminUrl);
  await admin.unsafe(`ALTER DATABASE ${name} IS_TEMPLATE false`);
  await admin.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
}

const administration = (url: string) =>
  postgres(url, { max: 1, onnotice: () => {}, connect_timeout: limitMs(30_000) / 1000 });

async function loadMigrations(): Promise<{ migrate(databaseUrl: string): Promise<void> }> {
  const found = import.meta.glob<{ migrate(databaseUrl: string): Promise<void> }>("/drizzle/migrate.ts");
  const load = found["/drizzle/migrate.ts"];
  return load ? load() : { migrate: async () => {} };
}
