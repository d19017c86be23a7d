import { readdirSync, readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import postgres from "postgres";
import { afterAll, afterEach, expect, inject, test } from "vitest";
import { migrate } from "./migrate";
import * as schema from "./schema";

/** Databases and roles belong to the whole cluster, which other test files use as well. */
const name = `migrated_${process.pid}`;
const ownerName = `owner_${process.pid}`;
const admin = postgres(inject("clusterUrl"), { max: 1, onnotice: () => {} });
const urlFor = (username?: string) => {
  const url = Object.assign(new URL(inject("clusterUrl")), { pathname: name });
  if (username) Object.assign(url, { username, password: "secret" });
  return url.href;
};

afterEach(async () => {
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`drop role if exists ${ownerName}`);
});
afterAll(() => admin.end());

async function inDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(urlFor(), { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** Everything that a migration may change, one line each. */
const inventory = () =>
  inDatabase(async (sql) => {
    const rows = await sql<{ line: string }[]>`
      select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
        from information_schema.columns where table_schema = 'public'
      union all select format('table %s %s %s %s', relname, relrowsecurity, reloptions, relacl)
        from pg_class where relnamespace = 'public'::regnamespace
      union all select format('constraint %s %s', conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = 'public'::regnamespace
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select format('policy %s %s %s %s %s', tablename, policyname, roles, qual, with_check)
        from pg_policies where schemaname = 'public'
      union all select format('migration %s %s', id, created_at) from drizzle.__drizzle_migrations
      union all select format('epoch %s', epoch) from metering_epoch
      order by line`;
    return rows.map(({ line }) => line);
  });

test("several processes may migrate at once, and again: the result is the same", async () => {
  await admin.unsafe(`create database ${name}`);
  await Promise.all([migrate(urlFor()), migrate(urlFor()), migrate(urlFor())]);
  const first = await inventory();
  expect(first.length).toBeGreaterThan(500);
  await migrate(urlFor());
  expect(await inventory()).toEqual(first);
});

test("an owner that may not create roles can migrate if the three roles were granted to it", async () => {
  // The template of the test databases has created the three roles.
  await admin.unsafe(`create role ${ownerName} login password 'secret' nosuperuser nocreaterole`);
  await admin.unsafe(`grant choba_tenant, choba_staff, choba_ingest to ${ownerName}`);
  await admin.unsafe(`create database ${name} owner ${ownerName}`);
  await migrate(urlFor(ownerName));
  const sql = postgres(urlFor(ownerName), { max: 1 });
  const role = await sql.begin(async (tx) => {
    await tx`set local role choba_tenant`;
    return tx`select current_user::text as name, count(*)::int as visible from tenants`;
  });
  await sql.end();
  expect(role).toEqual([{ name: "choba_tenant", visible: 0 }]);
});

test("the migrations produce the tables of the schema", async () => {
  const folder = "drizzle/migrations/meta";
  const newest = readdirSync(folder)
    .filter((file) => file.endsWith("_snapshot.json"))
    .sort()
    .at(-1);
  const written = JSON.parse(readFileSync(`${folder}/${newest}`, "utf8"));
  expect(await generateMigration(written, generateDrizzleJson(schema))).toEqual([]);
});
