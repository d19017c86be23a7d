import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { said } from "./queries";

export const oneInvoice: Invariant = {
  name: "one invoice per order",
  says: "What was ordered stands on at most one invoice that counts.",
  broken: () =>
    said(sql`
      select charge || ' stands on ' || count(*) || ' invoices: ' || string_agg(id, ', ') as said from (
        select id, data -> 'metadata' ->> 'choba_charge' as charge from sandbox.objects
          where kind = 'invoice' and not deleted and data ->> 'status' <> 'void'
      ) as made where charge is not null group by charge having count(*) > 1`),
};
