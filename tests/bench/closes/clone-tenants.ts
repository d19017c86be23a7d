import { createHash } from "node:crypto";
import type postgres from "postgres";
import type { Id } from "@/lib/domain/ids";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** What a tenant's copies do not need: what was done, and single events, which no close reads. */
const leftOut = [
  "audit_log",
  "outbox_messages",
  "sent_mails",
  "usage_events",
  "documents",
  "document_files",
  "events",
];
/** What all tenants share at Stripe. */
const sharedAtStripe = ["event", "price", "product", "tax_rate", "coupon", "webhook_endpoint"];
const rowsAtOnce = 2_000;
/** Ours and Stripe's; names of columns and fields are all small letters. */
const anId = /\b[a-z]{2,10}_(?=[a-z]*[A-Z\d])[A-Za-z0-9]{12,}\b/g;

type Rows = { table: string; rows: object[] };

/** Copies a tenant, with all it has here and at Stripe, under new ids. It must be at rest. */
export async function cloneTenant(
  sql: postgres.Sql,
  tenant: { id: Id<"tenant">; slug: string; customerId: string },
  copies: number,
): Promise<void> {
  const found = [...(await rowsHere(sql, tenant.id)), await rowsAtStripe(sql, tenant.customerId)];
  const shared = new Set(await idsOfCatalog(sql));
  const own = new Set([...(JSON.stringify(found).match(anId) ?? [])].filter((id) => !shared.has(id)));
  const words = [...own, tenant.slug, uuidOf(tenant.id)].sort((a, b) => b.length - a.length);
  const anyWord = new RegExp(words.map((word) => `(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])`).join("|"), "g");
  for (const { table, rows } of found) {
    const text = rows.map((row) => JSON.stringify(row));
    const perTurn = Math.max(1, Math.floor(rowsAtOnce / Math.max(1, rows.length)));
    for (let from = 0; from < copies && rows.length > 0; from += perTurn) {
      const made: string[] = [];
      for (let copy = from; copy < Math.min(copies, from + perTurn); copy++)
        made.push(...text.map((row) => row.replace(anyWord, (word) => renamed(word, copy, tenant))));
      await insert(sql, table, `[${made.join(",")}]`);
    }
  }
}

/** The same name for the same word of the same copy, in every table. */
function renamed(word: string, copy: number, { id, slug }: { id: Id<"tenant">; slug: string }): string {
  if (word === slug) return `${slug}-${copy}`;
  if (word === uuidOf(id)) return uuidOf(renamed(id, copy, { id, slug }) as Id<"tenant">);
  const at = word.indexOf("_") + 1;
  const hex = createHash("sha256").update(`${copy} ${word}`).digest("hex");
  return word.slice(0, at) + hex.slice(0, word.length - at);
}

async function rowsHere(sql: postgres.Sql, tenantId: Id<"tenant">): Promise<Rows[]> {
  const columns = await sql<{ table: string; column: string; type: string }[]>`
    select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.column_name in ('tenant_id', 'tenant') order by 1`;
  const found: Rows[] = [];
  for (const { table, column, type } of columns) {
    if (leftOut.includes(table)) continue;
    const value = type === "uuid" ? uuidOf(tenantId) : tenantId;
    found.push(await read(sql, table, sql`${sql(column)} = ${value}`));
  }
  const ofMembers = sql`id in (select user_id from members where tenant_id = ${tenantId})`;
  return [await read(sql, "users", ofMembers), await read(sql, "tenants", sql`id = ${tenantId}`), ...found];
}

/** What belongs to the customer, and what that names or is named by, as far as it goes. */
async function rowsAtStripe(sql: postgres.Sql, customerId: string): Promise<Rows> {
  const all = await sql<{ id: string; row: object }[]>`
    select id, to_jsonb(o) - 'seq' as row from sandbox.objects o
    where not deleted and kind <> all(${sharedAtStripe}) order by seq`;
  const texts = all.map(({ id, row }) => ({ id, row, text: JSON.stringify(row) }));
  const taken = new Set([customerId]);
  for (let before = 0; before < taken.size; ) {
    before = taken.size;
    for (const { id, text } of texts)
      if (!taken.has(id) && [...taken].some((other) => text.includes(other))) taken.add(id);
  }
  return { table: "sandbox.objects", rows: texts.filter(({ id }) => taken.has(id)).map(({ row }) => row) };
}

async function read(
  sql: postgres.Sql,
  table: string,
  where: postgres.PendingQuery<postgres.Row[]>,
): Promise<Rows> {
  const rows = await sql<{ row: object }[]>`select to_jsonb(t) as row from ${sql(table)} t where ${where}`;
  return { table, rows: rows.map(({ row }) => row) };
}

/** What no tenant owns: versions of plans, their prices and meters. */
async function idsOfCatalog(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select to_jsonb(o)::text as text from sandbox.objects o where kind = any(${sharedAtStripe.slice(1)})
    union all select to_jsonb(v)::text from plan_versions v union all select to_jsonb(m)::text from meter_units m
    union all select to_jsonb(p)::text from plans p union all select to_jsonb(s)::text from stripe_prices s`;
  return rows.flatMap(({ text }) => text.match(anId) ?? []);
}

async function insert(sql: postgres.Sql, table: string, json: string): Promise<void> {
  const [schema, name] = table.includes(".") ? table.split(".") : ["public", table];
  const columns = await sql<{ name: string; isJson: boolean }[]>`
    select quote_ident(column_name) as name, data_type = 'jsonb' and is_nullable = 'NO' as "isJson"
    from information_schema.columns
    where table_schema = ${schema ?? ""} and table_name = ${name ?? ""} and is_generated = 'NEVER'
      and column_name <> 'seq'`;
  const list = columns.map((column) => column.name).join(", ");
  // A JSON null comes out of a record as no value.
  const values = columns.map(({ name, isJson }) => (isJson ? `coalesce(${name}, 'null')` : name)).join(", ");
  await sql.begin(async (tx) => {
    // As with a restored dump: what hangs together was copied together.
    await tx.unsafe("set local session_replication_role = replica");
    await tx.unsafe(
      `insert into ${table} (${list}) select ${values} from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
      [json],
    );
  });
}
