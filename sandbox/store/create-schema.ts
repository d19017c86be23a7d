import type { Sql } from "postgres";

/** Creates the sandbox's tables. Running it again changes nothing. */
export async function createSchema(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtext('choba sandbox schema'))`;
    await tx`CREATE SCHEMA IF NOT EXISTS sandbox`;
    await tx`CREATE TABLE IF NOT EXISTS sandbox.objects (
      seq bigserial PRIMARY KEY,
      id text NOT NULL UNIQUE,
      kind text NOT NULL,
      customer text,
      clock text,
      due_at bigint,
      deleted boolean NOT NULL DEFAULT false,
      data jsonb NOT NULL,
      hidden jsonb NOT NULL
    )`;
    await tx`CREATE INDEX IF NOT EXISTS objects_by_kind ON sandbox.objects (kind, seq)`;
    await tx`CREATE INDEX IF NOT EXISTS objects_by_customer ON sandbox.objects (customer, kind, seq)`;
    await tx`CREATE INDEX IF NOT EXISTS objects_due ON sandbox.objects (due_at) WHERE due_at IS NOT NULL`;
    await tx`CREATE TABLE IF NOT EXISTS sandbox.clock (
      id boolean PRIMARY KEY DEFAULT true CHECK (id),
      offset_ms bigint NOT NULL DEFAULT 0,
      frozen_at bigint
    )`;
    await tx`CREATE TABLE IF NOT EXISTS sandbox.deliveries (
      seq bigserial PRIMARY KEY,
      event_id text NOT NULL,
      endpoint_id text NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_ms bigint NOT NULL DEFAULT 0,
      state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'given_up'))
    )`;
    await tx`CREATE INDEX IF NOT EXISTS deliveries_pending ON sandbox.deliveries (seq) WHERE state = 'pending'`;
    await tx`CREATE TABLE IF NOT EXISTS sandbox.idempotency (
      scope text NOT NULL,
      key text NOT NULL,
      fingerprint text NOT NULL,
      status integer NOT NULL,
      body text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (scope, key)
    )`;
    // The request that first used the key; answers name it in the header `original-request`.
    await tx`ALTER TABLE sandbox.idempotency ADD COLUMN IF NOT EXISTS request_id text`;
  });
}
