import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

export interface TestDatabase {
  /** Connects as the owner, like the application's DATABASE_URL. */
  url: string;
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>;
}

/** A migrated, empty database of the caller's own, cloned from the template in some 20 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = postgres(inject("clusterUrl"), { max: 1, onnotice: () => {} });
  const name = `test_${randomBytes(6).toString("hex")}`;
  await admin.unsafe(`CREATE DATABASE ${name} ${inject("clone")}`);
  const url = new URL(inject("clusterUrl"));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async close() {
      await admin.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
