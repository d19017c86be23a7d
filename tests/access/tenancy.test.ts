import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditLog, licenses, tenants } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { makeTenant } from "../support/factories";
import { useDatabase } from "../support/use-database";

useDatabase();

/** Tables without a tenant: people, the catalog, and what only Choba's own processes use. */
const shared = [
  "add_ons",
  "api_keys",
  "billing_settings",
  "book_settings",
  "booked_months",
  "collection_settings",
  "coupons",
  "default_tax_rates",
  "demo_clock",
  "document_settings",
  "embedding_settings",
  "estimates",
  "idempotent_requests",
  "ingest_minutes",
  "installation_keys",
  "known_epoch",
  "meter_units",
  "metering_epoch",
  "plan_drafts",
  "plan_versions",
  "plans",
  "product_ids",
  "quote_numbers",
  "rate_limits",
  "reconciliation_rounds",
  "reconciliation_seen",
  "retention_settings",
  "saved_views",
  "seller_logos",
  "seller_settings",
  "sent_mails",
  "sessions",
  "sign_in_tokens",
  "stripe_account",
  "stripe_availability",
  "stripe_events",
  "stripe_prices",
  "stripe_products",
  "stripe_tax_rates",
  "tax_rates",
  "tax_settings",
  "usage_archive",
  "users",
  "webhook_deliveries",
  "webhook_endpoints",
];

const ask = <Row extends Record<string, unknown>>(question: ReturnType<typeof sql>) =>
  acrossTenants((tx) => tx.execute<Row>(question));

test("every table has row-level security and at least one policy", async () => {
  const open = (
    await ask<{ relname: string }>(sql`
    select relname from pg_class c
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and (not relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`)
  ).rows;
  expect(open.map((row) => row.relname)).toEqual([]);
});

test("every table has the tenant first in its primary key, except the shared ones", async () => {
  const rows = (
    await ask<{ relname: string }>(sql`
    select c.relname from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not (a.attname = 'tenant_id' or (c.relname = 'tenants' and a.attname = 'id'))
    order by 1`)
  ).rows;
  expect(rows.map((row) => row.relname)).toEqual(shared);
});

test("the three roles own nothing, cannot log in and cannot bypass the policies", async () => {
  const rows = (
    await ask(sql`
    select rolname from pg_roles r where rolname in ('choba_tenant', 'choba_staff', 'choba_ingest')
      and not rolcanlogin and not rolbypassrls and not rolsuper
      and not exists (select from pg_class where relowner = r.oid)`)
  ).rows;
  expect(rows).toHaveLength(3);
});

test("a tenant's transaction sees and changes its own rows only, whatever its queries say", async () => {
  const [mine, other] = [await makeTenant(), await makeTenant()];
  await inTenant(mine.id, async (tx) => {
    expect(await tx.select({ id: tenants.id }).from(tenants)).toEqual([{ id: mine.id }]);
    expect(await tx.select({ id: licenses.tenantId }).from(licenses)).toEqual([{ id: mine.id }]);
    const touched = await tx.update(licenses).set({ renews: false }).returning({ id: licenses.tenantId });
    expect(touched).toEqual([{ id: mine.id }]);
  });
  await expect(
    inTenant(mine.id, (tx) =>
      tx.execute(sql`insert into mau_counts (tenant_id, month, users) values (${other.id}, '2026-11', 1)`),
    ),
  ).rejects.toThrow();
});

test("the audit log only grows: nobody may change or remove an entry", async () => {
  const { id } = await makeTenant();
  await expect(acrossTenants((tx) => tx.update(auditLog).set({ action: "tenant.edited" }))).rejects.toThrow();
  await expect(inTenant(id, (tx) => tx.delete(auditLog))).rejects.toThrow();
});

/** The role's privileges on a table: `*` for all of its columns, otherwise the columns by name. */
const allowed = (act: string) =>
  ask<{ rights: string }>(sql`
    select c.relname || ': ' || case
      when has_table_privilege('choba_ingest', c.oid, ${act}) then '*'
      else string_agg(a.attname, ' ' order by a.attname) end as rights
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
      and (has_table_privilege('choba_ingest', c.oid, ${act})
        or (${act} <> 'delete' and has_column_privilege('choba_ingest', c.oid, a.attnum,
          case when ${act} = 'delete' then 'select' else ${act} end)))
    group by c.oid, c.relname order by 1`).then(({ rows }) => rows.map((row) => row.rights));

test("the ingest role reads counts and the keys of what it wrote, but no content of an event and no data of a person", async () => {
  expect(await allowed("select")).toEqual([
    "active_days: *",
    "active_users: month tenant_id user_key",
    "dau_counts: *",
    "mau_counts: *",
    "usage_days: *",
    "usage_events: event_key tenant_id",
  ]);
  expect(await allowed("insert")).toEqual([
    "active_days: *",
    "active_users: *",
    "dau_counts: *",
    "mau_counts: *",
    "usage_days: *",
    "usage_events: *",
    "usage_seen: *",
  ]);
  expect(await allowed("update")).toEqual(["dau_counts: *", "mau_counts: *", "usage_days: *"]);
  expect(await allowed("delete")).toEqual([]);
});

test("in addition it may check whether events are known and by which hash, and wait for the epoch", async () => {
  const functions = (
    await ask<{ name: string }>(sql`
    select proname as name from pg_proc
    where pronamespace = 'public'::regnamespace and has_function_privilege('choba_ingest', oid, 'execute')
    order by 1`)
  ).rows;
  expect(functions.map(({ name }) => name)).toEqual([
    "choba_archived_before",
    "choba_archived_events",
    "choba_epoch_guard",
    // Folds a text for a search; it reads nothing.
    "choba_folded",
    "choba_known_events",
  ]);
});
