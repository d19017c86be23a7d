import { sql } from "drizzle-orm";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { value } from "../../support/buyer";
import type { Invariant } from "./invariant";
import { said } from "./queries";

/** What Stripe says of an invoice that is final, and what Choba knows of it. */
const invoices = sql`
  select stripe.id || ' is ' || (stripe.data ->> 'status') || ', ' || (stripe.data ->> 'total') || ', paid '
      || (stripe.data ->> 'amount_paid') || ', left ' || (stripe.data ->> 'amount_remaining') || ' at Stripe, and '
      || coalesce(known.status || ', ' || known.total_minor || ', paid ' || known.paid_minor || ', left '
      || known.remaining_minor, 'unknown') || ' here' as said
    from sandbox.objects as stripe
    join payment_accounts on stripe_customer_id = stripe.data ->> 'customer'
    left join stripe_invoices as known on known.stripe_invoice_id = stripe.id
    where stripe.kind = 'invoice' and not stripe.deleted and stripe.data ->> 'status' <> 'draft'
      and (known.status, known.total_minor, known.paid_minor) is distinct from
        (stripe.data ->> 'status', (stripe.data ->> 'total')::bigint, (stripe.data ->> 'amount_paid')::bigint)`;

const refunds = sql`
  select tenant_id || ' was refunded ' || at_stripe || ' at Stripe, and ' || here || ' here' as said from (
    select tenant_id,
      (select coalesce(sum((data ->> 'amount_refunded')::bigint), 0) from sandbox.objects
        where kind = 'charge' and data ->> 'customer' = stripe_customer_id) as at_stripe,
      (select coalesce(sum(refunded_minor), 0) from payment_returns as returned
        where returned.tenant_id = payment_accounts.tenant_id) as here
      from payment_accounts where stripe_customer_id is not null
  ) as sums where at_stripe <> here`;

const balances = sql`
  select tenant_id || ' has a balance of ' || -(data ->> 'balance')::bigint || ' at Stripe, and ' || balance_minor || ' here'
      as said
    from payment_accounts join sandbox.objects on id = stripe_customer_id
    where balance_minor <> -(data ->> 'balance')::bigint`;

export const moneyKnown: Invariant = {
  name: "the ledger explains every yen",
  says: "Invoices, refunds and balances are known as they are at Stripe, and why what is kept is not what was promised.",
  async broken({ tenants, world }) {
    const broken = [...(await said(invoices)), ...(await said(refunds)), ...(await said(balances))];
    const ctx = await world.asSystem();
    for (const { tenantId, number } of tenants)
      for (const entry of value(await readTenantLedger(ctx, tenantId, {})))
        if (entry.isUnexplained)
          broken.push(`tenant ${number}: ${entry.invoice?.id} ${JSON.stringify(entry.causes)}`);
    return broken;
  },
};
