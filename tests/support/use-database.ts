import { afterAll, beforeAll } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { closeIngestConnection } from "@/lib/db/ingest";
import { flushIngestStatistics } from "@/lib/features/usage/metering/ingest/ingest-statistics";
import { agreeOnAggregations } from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { createTestDatabase, type TestDatabase } from "./database";
import { asSystem } from "./factories";

/** Gives a test file a Choba of its own to call in this process: an empty database and the least environment. */
export function useDatabase(environment: Record<string, string> = {}): void {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      AUTH_SECRET: "a secret of the tests, long enough",
      STRIPE_SECRET_KEY: "",
      STRIPE_WEBHOOK_SECRET: "",
      CHOBA_DEMO: "0",
      ...environment,
    });
    // As each process does when it starts.
    await agreeOnAggregations(asSystem());
  });
  afterAll(async () => {
    forgetDirectory();
    await flushIngestStatistics().catch(() => {});
    await closeIngestConnection();
    await closeDatabase();
    await database?.close();
  });
}
