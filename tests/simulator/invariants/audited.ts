import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { ask, said } from "./queries";

/** Things that are counted, and the rows of the log that say that there is one. */
const counted = sql`
  select what || ' of ' || tenant_id || ': ' || things || ', and ' || rows || ' in the log' as said from (
    select 'orders' as what, tenant_id, count(*) as things,
        (select count(*) from audit_log as log where log.tenant_id = orders.tenant_id
          and action in ('order.purchase', 'order.upgrade')) as rows from orders group by tenant_id
    union all
    select 'closed orders', tenant_id, count(closed_at),
        (select count(*) from audit_log as log where log.tenant_id = orders.tenant_id
          and action in ('order.done', 'order.cancelled', 'order.failed', 'order.stale')) from orders group by tenant_id
    union all
    select 'reservations', tenant_id, count(*),
        (select count(*) from audit_log as log where log.tenant_id = reservations.tenant_id
          and action = 'reservation.request') from reservations group by tenant_id
    union all
    select 'closed reservations', tenant_id, count(closed_at),
        (select count(*) from audit_log as log where log.tenant_id = reservations.tenant_id
          and action in ('reservation.applied', 'reservation.cancelled', 'reservation.failed'))
        from reservations group by tenant_id
    union all
    select 'contracts', tenant_id, count(*),
        (select count(*) from audit_log as log where log.tenant_id = contracts.tenant_id
          and action in ('contract.set', 'contract.schedule')) from contracts group by tenant_id
    union all
    select 'on-demand charges', tenant_id, count(*),
        (select count(*) from audit_log as log where log.tenant_id = on_demand_charges.tenant_id
          and action = 'on_demand.charge') from on_demand_charges group by tenant_id
    union all
    select 'refunds at Stripe', tenant_id, count(*),
        (select count(*) from audit_log as log where log.tenant_id = payment_accounts.tenant_id
          and action = 'at_stripe.refunded')
        from payment_accounts
        join sandbox.objects as refund on refund.kind = 'refund'
        join sandbox.objects as charge on charge.id = refund.data ->> 'charge'
          and charge.data ->> 'customer' = stripe_customer_id
        where refund.data ->> 'status' = 'succeeded' group by tenant_id
  ) as sums where things <> rows`;

export const audited: Invariant = {
  name: "the audit log is complete",
  says: "Whatever was answered with done, and whatever was ordered, agreed or given back, has its row in the log.",
  async broken({ tenants }) {
    const rows = await ask<{ id: string }>(sql`select distinct request_id as id from audit_log`);
    const logged = new Set(rows.map(({ id }) => id));
    const missing = tenants.flatMap(({ number, acknowledged }) =>
      acknowledged
        .filter(({ requestId }) => !logged.has(requestId))
        .map(({ what }) => `tenant ${number}: ${what}`),
    );
    return [...missing, ...(await said(counted))];
  },
};
