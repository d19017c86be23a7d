import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { said } from "./queries";

export const closesDone: Invariant = {
  name: "every period is closed",
  says: "What is owed for a period is on its way to nobody any more: its close is done, unless staff still hold it.",
  broken: () =>
    said(sql`
      select 'close of ' || period_from || ' of ' || tenant_id || ' is ' || state || ': ' || coalesce(problem, '')
          as said from billing_closes where closed_at is null
            and not (state = 'held' and held_until > (select frozen_at from demo_clock))
      union all
      select kind || ' charge ' || id || ' is ' || state || ' since ' || created_at from charges
        where state in ('promised', 'invoicing')
          and not exists (select from billing_closes where charge_id = charges.id and state = 'held')`),
};
