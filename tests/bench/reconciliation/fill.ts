import type postgres from "postgres";
import type { Template } from "./template";

const tables = ["users", "tenants", "members", "licenses", "payment_accounts", "stripe_invoices"];

/**
 * Copies a tenant `count` times, with all that Choba and the sandbox have of it, by replacing its ids in the text of the
 * rows: `…x1`, `…x2`. The events of how it was made go: Choba needs none of them.
 */
export async function copyTenant(sql: postgres.Sql, template: Template, count: number): Promise<void> {
  const { tenantId, customerId } = template;
  await sql`delete from sandbox.objects where kind = 'event'`;
  const objects = await sql<{ id: string; data: string }[]>`
    select id, data::text as data from sandbox.objects where customer = ${customerId} or id = ${customerId}`;
  const own = await sql<{ payer: string; slug: string; license: string; email: string }[]>`
    select t.payment_administrator_id as payer, t.slug, l.id as license, u.email from tenants t
    join licenses l on l.tenant_id = t.id join users u on u.id = t.payment_administrator_id
    where t.id = ${tenantId}`;
  const names = [tenantId, customerId, ...Object.values(own[0] ?? {}), ...objects.map(({ id }) => id)];
  for (const { data } of objects) names.push(...(data.match(/\b(si|il|inpay|txn|py|ch|pi)_\w+/g) ?? []));
  const ids = [...new Set(names)].sort((a, b) => b.length - a.length);
  const numbers = sql`generate_series(1, ${count}::int) n`;
  const renamed = (text: postgres.PendingQuery<postgres.Row[]>) =>
    ids.reduce((inner, id) => sql`replace(${inner}, ${id}, ${id} || 'x' || n)`, text);
  for (const table of tables) {
    const where = table === "users" ? sql`id = ${own[0]?.payer ?? ""}` : ownRows(sql, table, tenantId);
    await sql`insert into ${sql(table)}
      select (jsonb_populate_record(null::${sql(table)}, ${renamed(sql`to_jsonb(r)::text`)}::jsonb)).*
      from ${sql(table)} r, ${numbers} where ${where}`;
  }
  await sql`insert into sandbox.objects (id, kind, customer, clock, due_at, deleted, data, hidden)
    select ${renamed(sql`id`)}, kind, ${renamed(sql`customer`)}, clock, null, deleted,
      ${renamed(sql`data::text`)}::jsonb, ${renamed(sql`hidden::text`)}::jsonb
    from sandbox.objects, ${numbers} where customer = ${customerId} or id = ${customerId}`;
  await sql`analyze`;
}

const ownRows = (sql: postgres.Sql, table: string, tenantId: string) =>
  table === "tenants" ? sql`id = ${tenantId}` : sql`tenant_id = ${tenantId}`;
