import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { said } from "./queries";

export const nothingStuck: Invariant = {
  name: "nothing is stuck",
  says: "No message to Stripe, no event of Stripe's, and no job waits any more, and none was given up.",
  broken: () =>
    said(sql`
      select 'message ' || operation || ' is ' || state || ': ' || coalesce(last_error, '') as said
        from outbox_messages where state = 'pending'
      union all
      select 'event ' || type || ' is ' || state || ': ' || coalesce(last_error, '') from stripe_events
        where processed_at is null
      union all
      select 'job ' || key || ' was tried ' || attempts || ' times: ' || coalesce(last_error, '')
        from graphile_worker._private_jobs where key not like 'keep-documents:%'`),
};
