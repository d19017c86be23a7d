import { chmod, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { migrate } from "@/drizzle/migrate";
import { meterUnits } from "@/drizzle/schema";
import { closeDatabase } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { closeIngestConnection } from "@/lib/db/ingest";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { forgetEnvironment } from "@/lib/env";
import { forgetUserKeys } from "@/lib/features/usage/mau/user-keys";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { startPostgres } from "@/server/bootstrap/postgres.mjs";
import { makeKey, makeTenant, testNow } from "@/tests/support/factories";

/** A Choba of the bench's own, on a database of its own. */
export type Installation = {
  databaseUrl: string;
  /** As the owner of the tables. */
  sql: postgres.Sql;
  environment: Record<string, string>;
  /** An API key with every scope. */
  secret: string;
  tenants: readonly { id: Id<"tenant">; uuid: string; slug: string; timeZone: string }[];
  /** The one meter unit: the sum of `bytes` of events named `eventName`. */
  unitUuid: string;
};

export const eventName = "api.call";
/** A name that no meter unit listens to. */
export const seldomName = "report.exported";

export type Cluster = {
  /** A new, migrated database with tenants, a meter unit and a key. This process's own connections go to it. */
  install(name: string): Promise<Installation>;
  stop(): Promise<void>;
};

/** What `docs/scaling.md` tells those to set who run Choba: PostgreSQL's own values are those of a small machine. */
const memory = { shared_buffers: `${Math.floor(os.totalmem() / 4 / 1_000_000)}MB`, max_wal_size: "8GB" };

/** A PostgreSQL as in production: what is committed is on the disk. */
export async function startCluster(tenantCount = 20): Promise<Cluster> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "choba-bench-"));
  await chmod(dataDir, 0o711);
  const server = await startPostgres({ dataDir, port: 25_700, durable: true, ephemeral: true, memory });
  await migrate(server.url);
  const opened: postgres.Sql[] = [];
  const close = async () => {
    forgetDirectory();
    forgetUserKeys();
    await closeIngestConnection();
    await closeDatabase();
    await Promise.all(opened.splice(0).map((sql) => sql.end({ timeout: 5 })));
  };
  return {
    async install(name) {
      await close();
      const admin = postgres(administration(server.url), { max: 1, onnotice: () => {} });
      await admin.unsafe(`create database ${name} template choba`);
      await admin.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const sql = postgres(url.href, { max: 4, onnotice: () => {} });
      opened.push(sql);
      await refuseUnlessDurable(sql);
      return furnish(url.href, sql, tenantCount);
    },
    async stop() {
      await close();
      await server.stop();
    },
  };
}

/** Figures of a database that may lose what it acknowledged say nothing. */
export async function refuseUnlessDurable(sql: postgres.Sql): Promise<void> {
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    const [row] = await sql`select current_setting(${setting}) as value`;
    if (row?.value !== "on") throw new Error(`The bench does not run with ${setting} = ${row?.value}.`);
  }
}

/** A template must have nobody connected to it. */
function administration(clusterUrl: string): string {
  const url = new URL(clusterUrl);
  url.pathname = "/postgres";
  return url.href;
}

async function furnish(databaseUrl: string, sql: postgres.Sql, tenantCount: number): Promise<Installation> {
  const environment = {
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "a secret of the bench, long enough for it",
    CHOBA_URL: "http://localhost",
    CHOBA_DEMO: "0",
    SMTP_URL: "smtp://localhost",
    STRIPE_SECRET_KEY: "",
    STRIPE_WEBHOOK_SECRET: "",
  };
  Object.assign(process.env, environment);
  forgetEnvironment();
  const unit = newId("meterUnit");
  const label = { en: "Bytes", ja: "バイト" };
  await acrossTenants((tx) =>
    tx.insert(meterUnits).values({
      id: unit,
      unitName: "bytes",
      displayName: label,
      unitLabel: label,
      description: "",
      eventName,
      property: "bytes",
      aggregation: "sum",
      createdAt: testNow,
    }),
  );
  const tenants: Installation["tenants"][number][] = [];
  for (let index = 0; index < tenantCount; index++) {
    const timeZone = index % 2 ? "America/New_York" : "Asia/Tokyo";
    const { id, slug } = await makeTenant({ timeZone });
    tenants.push({ id, uuid: uuidOf(id), slug, timeZone });
  }
  const { secret } = await makeKey("ingest", "read", "manage");
  return { databaseUrl, sql, environment, secret, tenants, unitUuid: uuidOf(unit) };
}
