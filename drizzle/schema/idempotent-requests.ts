import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/domain/ids";
import { instant, internalPolicies } from "./access";
import { bytes } from "./bytes";

/**
 * Writes of the API that were sent with an `Idempotency-Key`, and their answers. A row is committed before the write is done;
 * while it has no answer, the write is running, or the process that did it has ended.
 */
export const idempotentRequests = pgTable(
  "idempotent_requests",
  {
    keyId: text("key_id").$type<Id<"apiKey">>().notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    /** Of method, address and body. */
    fingerprint: text("fingerprint").notNull(),
    /** By the database's clock, which all processes share. */
    startedAt: instant("started_at").notNull().default(sql`clock_timestamp()`),
    status: integer("status"),
    headers: jsonb("headers").$type<Record<string, string>>(),
    body: bytes("body"),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.idempotencyKey] }),
    index("idempotent_requests_by_age").on(table.startedAt),
    ...internalPolicies("idempotent_requests"),
  ],
);
