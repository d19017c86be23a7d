import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations as migrateJobQueue } from "graphile-worker";
import pg from "pg";
import { auditChain } from "./audit-chain";
import { knownChanges } from "./known-changes";

const roles = ["choba_tenant", "choba_staff", "choba_ingest"];

/** A number that no other program uses as its lock: one migration at a time per database. */
const migrationLock = 7_240_911;
/** Every write of usage holds this lock in shared mode. A change of how usage is counted holds it alone. */
const epochLock = 7_240_912;

/**
 * Brings a database to the present schema: roles, tables, policies, grants, job queue. It is safe to repeat
 * and to run from several processes at once. The user of `databaseUrl` owns the tables. That user must be
 * allowed to create roles, or the three roles must exist and be granted to it.
 */
export async function migrate(databaseUrl: string, folder = "drizzle/migrations"): Promise<void> {
  const connection = new pg.Client(databaseUrl);
  await connection.connect();
  try {
    await connection.query(`select pg_advisory_lock(${migrationLock})`);
    for (const role of roles) await createRole(connection, role);
    await applyMigrations(drizzle(connection), { migrationsFolder: folder });
    await migrateJobQueue({ connectionString: databaseUrl });
    await connection.query(grants);
    await connection.query(auditChain);
    await connection.query(knownChanges);
    await connection.query(searchFunctions);
    await connection.query(searchIndexes);
  } finally {
    await connection.end();
  }
}

/**
 * Empties a database of everything that Choba and its sandbox put there, for a demo whose start was
 * interrupted.
 */
export async function startOver(databaseUrl: string): Promise<void> {
  const connection = new pg.Client(databaseUrl);
  await connection.connect();
  try {
    await connection.query(
      "drop schema if exists public, drizzle, graphile_worker, sandbox, search, pace cascade",
    );
    await connection.query("create schema public");
  } finally {
    await connection.end();
  }
}

/**
 * Creates a role and lets the migrating user take it with `set role`. From PostgreSQL 16 on a member may lack
 * that right, so it is granted explicitly. Before 16 every member has it, and 'set' is an unknown word.
 */
async function createRole(connection: pg.Client, role: string): Promise<void> {
  await connection.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then
        create role ${role} nologin nobypassrls;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
  await connection.query(`
    do $$ declare
      needed text := case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end;
    begin
      if not pg_has_role(current_user, '${role}', needed) then grant ${role} to current_user; end if;
    end $$`);
}

/**
 * The privileges of each role; policies then restrict it to rows. Rows of the audit log can only be added.
 */
const grants = `
  grant usage on schema public to choba_tenant, choba_staff;
  grant select, insert, update, delete on all tables in schema public to choba_tenant, choba_staff;
  grant usage on all sequences in schema public to choba_tenant, choba_staff;
  revoke update, delete on audit_log from choba_tenant, choba_staff;
  revoke all on users, sessions, sign_in_tokens, rate_limits, stripe_events, sent_mails, api_keys, demo_clock from choba_tenant;
  grant select on users to choba_tenant;
  revoke all on webhook_endpoints, webhook_deliveries from choba_tenant;
  -- An event is added with the change that it tells of. Choba itself publishes and forgets it.
  revoke update, delete on events from choba_tenant;
  revoke all on plan_drafts, add_ons, saved_views from choba_tenant;
  revoke insert, update, delete on stripe_invoices, stripe_invoice_listings from choba_tenant;
  revoke insert, update, delete on plans, stripe_products, stripe_prices from choba_tenant;
  -- A version with negotiated terms is added in its tenant's transaction, and never changed.
  revoke update, delete on plan_versions from choba_tenant;
  revoke insert, update, delete on meter_units, tax_rates, tax_settings from choba_tenant;
  revoke insert, update, delete on coupons from choba_tenant;
  revoke insert, update, delete on billing_settings, booked_months from choba_tenant;

  revoke insert, update, delete on documents, document_files, document_settings, seller_logos, seller_settings
    from choba_tenant;
  revoke update on document_files from choba_staff;

  -- A document that is kept stays as it came, whoever asks, until its years are over.
  create or replace function choba_protect_document() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$ begin
      if tg_op = 'DELETE' and old.keep_until < current_date then return old; end if;
      raise exception 'documents are kept unchanged until their years are over' using errcode = '42501';
    end $$;
  revoke all on function choba_protect_document from public;
  create or replace trigger document_files_protected before update or delete on document_files
    for each row execute function choba_protect_document();
  create or replace trigger documents_protected before update or delete on documents
    for each row when (old.state = 'kept') execute function choba_protect_document();
  create or replace trigger document_files_not_emptied before truncate on document_files
    for each statement execute function choba_protect_document();

  -- When the next request to Stripe may be sent. Not in the schema, which knows no unlogged tables: nothing waits for a disk.
  create schema if not exists pace;
  create unlogged table if not exists pace.request_turns (id integer primary key, next_at timestamptz not null);

  create or replace function enqueue_job(task text, payload json, job_key text, delay interval) returns void
    language sql security definer set search_path = pg_catalog
    as $$ select graphile_worker.add_job(task, payload, job_key := job_key, run_at := now() + delay) $$;
  revoke all on function enqueue_job from public;
  grant execute on function enqueue_job to choba_tenant, choba_staff;

  -- Deletes jobs whose attempts are used up, some at a time.
  create or replace function choba_forget_dead_jobs(before timestamptz, most integer) returns integer
    language sql security definer set search_path = pg_catalog
    as $$ with gone as (
        delete from graphile_worker._private_jobs where id in (
          select id from graphile_worker._private_jobs
          where attempts >= max_attempts and locked_at is null and updated_at < before limit most)
        returning 1)
      select count(*)::integer from gone $$;
  revoke all on function choba_forget_dead_jobs from public;
  grant execute on function choba_forget_dead_jobs to choba_staff;

  -- True if an address belongs to staff, whom tenants' transactions cannot see.
  create or replace function choba_is_staff(address text) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
    as $$ select exists (select from users where lower(email) = lower(address) and staff_role is not null) $$;
  revoke all on function choba_is_staff from public;
  grant execute on function choba_is_staff to choba_tenant, choba_staff;

  revoke all on quote_numbers from choba_tenant;
  revoke update, delete on quote_states from choba_tenant, choba_staff;

  -- The year's row stays locked until the caller commits, so that numbers follow each other without gaps.
  create or replace function choba_next_quote_number(of_year integer) returns integer
    language sql volatile security definer set search_path = pg_catalog, public
    as $$ insert into quote_numbers as taken (year, count) values (of_year, 1)
      on conflict (year) do update set count = taken.count + 1 returning count $$;
  revoke all on function choba_next_quote_number from public;
  grant execute on function choba_next_quote_number to choba_tenant, choba_staff;

  -- Takes a place of a coupon (1) or gives it back (-1); false if all are taken. The coupon's row stays locked until the
  -- caller commits.
  create or replace function choba_count_coupon(of_coupon text, change integer) returns boolean
    language sql volatile security definer set search_path = pg_catalog, public
    as $$ with counted as (
        update coupons set used = used + change
        where id = of_coupon and (change < 0 or maximum_uses is null or used < maximum_uses) returning 1
      ) select exists (select from counted) $$;
  revoke all on function choba_count_coupon from public;
  grant execute on function choba_count_coupon to choba_tenant, choba_staff;

  revoke all on metering_epoch, known_epoch, usage_archive, ingest_minutes from choba_tenant;
  revoke insert, update, delete on usage_archived_keys from choba_tenant;
  grant usage on schema public to choba_ingest;
  grant insert on usage_events, usage_days, usage_seen to choba_ingest;
  grant select (tenant_id, event_key) on usage_events to choba_ingest;
  grant select, update on usage_days to choba_ingest;
  revoke all on installation_keys from choba_tenant;
  grant insert on active_users, active_days to choba_ingest;
  grant select (tenant_id, month, user_key) on active_users to choba_ingest;
  grant select on active_days to choba_ingest;
  grant select, insert, update on mau_counts, dau_counts to choba_ingest;

  insert into metering_epoch (id, epoch) values (1, 1) on conflict do nothing;
  insert into known_epoch (id, epoch) values (1, 1) on conflict do nothing;

  -- Volatile and plpgsql, so that the numbers are read after waiting for the lock, and not from the statement's
  -- snapshot. A caller who was asked of the database names no number of what is known.
  drop function if exists choba_epoch_guard(bigint);
  create or replace function choba_epoch_guard(expected bigint, known bigint default null) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public
    as $$ begin
      perform pg_advisory_xact_lock_shared(${epochLock});
      if (select epoch from metering_epoch where id = 1) is distinct from expected then
        raise exception 'epoch moved';
      end if;
      if known is not null and (select epoch from known_epoch where id = 1) is distinct from known then
        raise exception 'known moved';
      end if;
      return true;
    end $$;
  revoke all on function choba_epoch_guard from public;
  grant execute on function choba_epoch_guard to choba_ingest, choba_tenant, choba_staff;

  -- Whether units count as chosen. Tenants' reads need it too, but cannot see the table. While it is unknown,
  -- they do.
  create or replace function choba_aggregations_apply() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
    as $$ select coalesce((select aggregations_apply from metering_epoch where id = 1), true) $$;
  revoke all on function choba_aggregations_apply from public;
  grant execute on function choba_aggregations_apply to choba_tenant, choba_staff;

  -- Waits until every write that used the old number has been committed.
  create or replace function choba_move_epoch() returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public
    as $$ begin
      perform pg_advisory_xact_lock(${epochLock});
      update metering_epoch set epoch = epoch + 1 where id = 1;
    end $$;
  revoke all on function choba_move_epoch from public;
  grant execute on function choba_move_epoch to choba_tenant, choba_staff;

  -- Waits until no usage is being written, and blocks writes until the caller's transaction ends.
  create or replace function choba_hold_writes() returns void
    language sql volatile security definer set search_path = pg_catalog
    as $$ select pg_advisory_xact_lock(${epochLock}) $$;
  revoke all on function choba_hold_writes from public;
  grant execute on function choba_hold_writes to choba_tenant, choba_staff;

  -- Everyone who writes or corrects events needs frozen months and archived ids. Only staff read the tables
  -- themselves.
  create or replace function choba_archived_before() returns timestamptz
    language sql stable security definer set search_path = pg_catalog, public
    as $$ select ((max(month) || '-01')::date + interval '1 month') at time zone 'UTC' from usage_archive $$;
  revoke all on function choba_archived_before from public;
  grant execute on function choba_archived_before to choba_ingest, choba_tenant, choba_staff;

  -- Uses the key, even if a plan that was made while the table was small would prefer otherwise.
  create or replace function choba_archived_events(tenants uuid[], keys uuid[])
    returns table (tenant_id uuid, event_key uuid, fingerprint bigint)
    language sql stable security definer set search_path = pg_catalog, public
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
    as $$ select a.tenant_id, a.event_key, a.fingerprint
      from unnest(tenants, keys) as k (tenant_id, event_key)
      join usage_archived_keys a on a.tenant_id = k.tenant_id and a.event_key = k.event_key $$;
  revoke all on function choba_archived_events from public;
  grant execute on function choba_archived_events to choba_ingest;

  create or replace function choba_known_events(tenants uuid[], keys uuid[])
    returns table (tenant_id uuid, event_key uuid, fingerprint bigint)
    language sql stable security definer set search_path = pg_catalog, public
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
    as $$ select e.tenant_id, e.event_key, e.fingerprint
      from unnest(tenants, keys) as k (tenant_id, event_key)
      join usage_events e on e.tenant_id = k.tenant_id and e.event_key = k.event_key
      union
      select * from choba_archived_events(tenants, keys) $$;
  revoke all on function choba_known_events from public;
  grant execute on function choba_known_events to choba_ingest;

  -- Notes of which rated months a count has changed. It only adds rows, so that those who count never wait for each
  -- other, and looks months up by their key, however many there are.
  create or replace function choba_note_changed_months() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, public
    set enable_hashjoin = off set enable_mergejoin = off
    as $$ declare latest text := (select max(month_from) from usage_months); begin
      -- Nearly always: what is counted is of months that nobody's usage was rated of.
      if not exists (select from changed where to_char(day, 'YYYY-MM') || '-01' <= latest) then return null; end if;
      insert into usage_changes (tenant_id, month_from)
        select distinct rated.tenant_id, rated.month_from
        from (select distinct 'ten_' || replace(tenant_id::text, '-', '') as tenant,
                to_char(day, 'YYYY-MM') || '-01' as month from changed) counted
        join usage_months rated on rated.tenant_id = counted.tenant and rated.month_from = counted.month;
      return null;
    end $$;
  revoke all on function choba_note_changed_months from public;
  create or replace trigger note_added_days after insert on usage_days
    referencing new table as changed for each statement execute function choba_note_changed_months();
  create or replace trigger note_changed_days after update on usage_days
    referencing new table as changed for each statement execute function choba_note_changed_months();
  create or replace trigger note_removed_days after delete on usage_days
    referencing old table as changed for each statement execute function choba_note_changed_months();
  create or replace trigger note_added_users after insert on dau_counts
    referencing new table as changed for each statement execute function choba_note_changed_months();
  create or replace trigger note_changed_users after update on dau_counts
    referencing new table as changed for each statement execute function choba_note_changed_months();
  create or replace trigger note_removed_users after delete on dau_counts
    referencing old table as changed for each statement execute function choba_note_changed_months();
`;

const characters = (from: string, to: string): string =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, at) =>
    String.fromCharCode(from.charCodeAt(0) + at),
  ).join("");

/**
 * Text as a search compares it: width, case, the two kana and spaces make no difference. It has no search path of its own, so
 * that PostgreSQL can put it in place and use an index; every name in it says its schema instead.
 */
const searchFunctions = `
  create or replace function choba_folded(words text) returns text
    language sql immutable strict parallel safe
    as $$ select pg_catalog.regexp_replace(
      pg_catalog.translate(pg_catalog.lower(pg_catalog.normalize(words, 'NFKC')),
        '${characters("ァ", "ヶ")}', '${characters("ぁ", "ゖ")}'),
      '\\s', '', 'g') $$;
`;

/**
 * For finding tenants by a substring of a name or an e-mail address. Without pg_trgm, or without the right to
 * install it, PostgreSQL reads the whole tables: still correct, but slower from some 100,000 tenants on.
 */
const searchIndexes = `
  do $$ declare home text; begin
    begin
      create schema if not exists search;
      create extension if not exists pg_trgm with schema search;
    exception when insufficient_privilege or undefined_file or feature_not_supported then null;
    end;
    select n.nspname into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace
      where e.extname = 'pg_trgm';
    if home is null then return; end if;
    execute format('create index if not exists tenants_search on tenants
      using gin (choba_folded(name) %1$I.gin_trgm_ops, slug %1$I.gin_trgm_ops)', home);
    execute format('create index if not exists users_search on users using gin (email %I.gin_trgm_ops)', home);
    execute format('create index if not exists payment_accounts_search on payment_accounts
      using gin (payer_email %I.gin_trgm_ops)', home);
  end $$;
`;
