import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { said } from "./queries";

export const chargedOnce: Invariant = {
  name: "nobody is charged twice",
  says: "What cards were charged for an invoice is what it asked for, once, and each payer is one customer at Stripe.",
  broken: () =>
    said(sql`
      select invoice.id || ' was charged ' || sum(charged.amount) || ' in ' || count(*) || ' payments, and asked for '
          || (invoice.data ->> 'amount_paid') as said
        from (
          select intent.hidden ->> 'invoice' as invoice, (charge.data ->> 'amount')::numeric as amount
            from sandbox.objects as charge
            join sandbox.objects as intent on intent.id = charge.data ->> 'payment_intent'
            where charge.kind = 'charge' and charge.data ->> 'status' = 'succeeded'
        ) as charged join sandbox.objects as invoice on invoice.id = charged.invoice
        group by invoice.id, invoice.data
        having count(*) > 1 or sum(charged.amount) > (invoice.data ->> 'amount_paid')::numeric
      union all
      select 'tenant ' || tenant || ' has ' || count(*) || ' customers at Stripe' from (
        select data -> 'metadata' ->> 'choba_tenant' as tenant from sandbox.objects
          where kind = 'customer' and not deleted
      ) as customers where tenant <> '' group by tenant having count(*) > 1`),
};
