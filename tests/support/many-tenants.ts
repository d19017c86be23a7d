import { sql } from "drizzle-orm";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { testNow } from "./factories";

/**
 * Makes `count` tenants at once, written as rows: each with a license, three members, twelve months of active users and a
 * payment account; two thirds have complete billing details, one in ten a failed payment, one in seven an invoice. Their
 * names come from few words, so that pages must be told apart by the id.
 */
export async function fillTenants(count: number, planVersionId: Id<"planVersion">, from = 0): Promise<void> {
  const now = testNow.toISOString();
  const numbers = sql`generate_series(${from + 1}::int, ${from + count}::int) n`;
  const tenant = sql`'ten_' || md5('tenant' || n)`;
  const user = (kind: string) => sql`'usr_' || md5(${kind}::text || n)`;
  await acrossTenants(async (tx) => {
    for (const kind of ["owner", "admin", "member"])
      await tx.execute(sql`insert into users (id, email, name, locale, created_at)
        select ${user(kind)}, ${kind}::text || n || '@company' || n % 997 || '.example', ${kind}::text || ' ' || n, 'en',
          ${now}::timestamptz from ${numbers}`);
    await tx.execute(sql`
      insert into tenants (id, slug, name, sales_model, currency, time_zone, locale, payment_administrator_id, created_at)
      select ${tenant}, 'company-' || n,
        (array['Kaede','Minato','Aoba','Fuji','Lumen','さくら','Hoshino'])[1 + n % 7] || ' '
          || (array['Foods','Books','Design','Robotics','クリニック'])[1 + n % 5] || ' ' || n / 3,
        case when n % 4 = 0 then 'sales_led' else 'self_serve' end, 'JPY',
        case when n % 9 = 0 then 'America/New_York' else 'Asia/Tokyo' end, 'en', ${user("owner")},
        ${now}::timestamptz - (n % 50) * interval '1 day' from ${numbers}`);
    for (const kind of ["owner", "admin", "member"])
      await tx.execute(sql`insert into members (tenant_id, user_id, role, joined_at)
        select ${tenant}, ${user(kind)}, ${kind}, ${now}::timestamptz from ${numbers}`);
    await tx.execute(sql`
      insert into licenses (tenant_id, id, plan_version_id, interval, period_start, period_end, renews, payment)
      select ${tenant}, 'lic_' || md5('license' || n), ${planVersionId}, 'month', ${now}::timestamptz,
        case when n % 5 > 0 then ${now}::timestamptz + (n % 60) * interval '1 day' end, n % 8 > 0,
        case when n % 10 = 0 then 'failed' else 'paid' end from ${numbers}`);
    await tx.execute(sql`
      insert into mau_counts (tenant_id, month, users)
      select ${tenant}, to_char(${now}::timestamptz - ago * interval '1 month', 'YYYY-MM'), (n * 7919) % 120
      from ${numbers}, generate_series(0, 11) ago`);
    await tx.execute(sql`
      insert into payment_accounts (tenant_id, stripe_customer_id, payer_name, payer_email, created_at)
      select ${tenant}, 'cus_' || md5('customer' || n), 'Payer', 'accounting' || n || '@company' || n % 997 || '.example',
        ${now}::timestamptz from ${numbers}`);
    await tx.execute(sql`
      insert into billing_details (tenant_id, details, entered_by, updated_at)
      select ${tenant}, jsonb_build_object('companyName', 'Company ' || n, 'country', 'JP', 'postalCode', '', 'state', '',
          'city', '', 'line1', case when n % 3 > 0 then '1-2-3' else '' end, 'line2', '', 'phone', ''),
        'test', ${now}::timestamptz from ${numbers} where n % 11 > 0`);
    await tx.execute(sql`
      insert into stripe_invoices (tenant_id, stripe_invoice_id, stripe_customer_id, number, status, total_minor,
        paid_minor, credited_minor, remaining_minor, is_sent, attempts, currency, created_at, applied_sequence)
      select ${tenant}, 'in_' || md5('invoice' || n), 'cus_' || md5('customer' || n),
        upper(left(md5('number' || n), 8)) || '-0001', 'paid', 12000,
        12000, 0, 0, false, 1, 'JPY', ${now}::timestamptz, 1
      from ${numbers} where n % 7 = 0`);
  });
}

/**
 * Gives each of these tenants terms of its own: a version that was negotiated with it, the contract of which it is a
 * part, and the history of its license, a published version before and the negotiated one since.
 */
export async function negotiateWithTenants(
  count: number,
  planVersionId: Id<"planVersion">,
  from = 0,
): Promise<void> {
  const now = testNow.toISOString();
  const numbers = sql`generate_series(${from + 1}::int, ${from + count}::int) n`;
  const tenant = sql`'ten_' || md5('tenant' || n)`;
  const version = sql`'pv_' || md5('negotiated' || n)`;
  const since = sql`${now}::timestamptz - (1 + n % 14) * interval '30 days'`;
  const first = sql`${now}::timestamptz - interval '700 days'`;
  await acrossTenants(async (tx) => {
    await tx.execute(sql`
      insert into plan_versions (id, plan_id, version, definition, published_at, negotiated_for)
      select ${version}, plan_id, version,
        jsonb_set(definition, '{components,0,amountMinor,month}', to_jsonb((4000 + n % 500)::text)), ${since}, ${tenant}
      from plan_versions, ${numbers} where id = ${planVersionId}`);
    await tx.execute(sql`
      update licenses set plan_version_id = ${version} from ${numbers} where tenant_id = ${tenant}`);
    await tx.execute(sql`
      insert into contracts (tenant_id, id, state, plan_version_id, base_plan_version_id, interval, quantities, starts_at,
        at_end, term_starts_at, time_zone, invoiced_by, agreed_by, agreed_at)
      select ${tenant}, 'ctr_' || md5('contract' || n), 'active', ${version}, ${planVersionId}, 'month',
        '{"seats": 0, "addons": {}}'::jsonb, ${since}, 'free', ${since}, 'Asia/Tokyo', 'stripe_dashboard', 'Somebody', ${since}
      from ${numbers}`);
    await tx.execute(sql`
      insert into license_terms (tenant_id, id, license_id, plan_version_id, interval, starts_at, ends_at)
      select ${tenant}, 'trm_' || md5(part || 'term' || n), 'lic_' || md5('license' || n), held, 'month', starts_at, ends_at
      from ${numbers}, lateral (values
        ('first', ${planVersionId}::text, ${first}, ${since}),
        ('second', ${version}, ${since}, null::timestamptz)
      ) as term (part, held, starts_at, ends_at)`);
  });
}
