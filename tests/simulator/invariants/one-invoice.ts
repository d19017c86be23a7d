import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { said } from "./queries";

export const oneInvoice: Invariant = {
  name: "one invoice per order",
  says: "What was ordered, or is owed for a period, stands on one invoice that counts, with at most one more that carries what it lacked.",
  broken: () =>
    said(sql`
      select charge || ' stands on ' || count(*) || ' invoices: ' || string_agg(id, ', ') as said from (
        select id, data -> 'metadata' ->> 'choba_charge' as charge from sandbox.objects
          where kind = 'invoice' and not deleted and data ->> 'status' <> 'void'
            and not coalesce((select is_follow_up from stripe_invoices where stripe_invoice_id = id), false)
      ) as made where charge <> '' group by charge having count(*) > 1
      union all
      select 'order ' || id || ' is ' || state || ' since ' || created_at from orders where closed_at is null`),
};
