import { sql } from "drizzle-orm";
import { database } from "./client";

/**
 * Takes the next turn to send a request to Stripe, of so many a second for all processes on this database together. Answers
 * how long to wait for it. Turns lie evenly, and those that nobody took are not made up for.
 */
export async function takeRequestTurn(perSecond: number): Promise<{ at: number; waitMs: number }> {
  const step = sql`make_interval(secs => ${1 / perSecond}::double precision)`;
  // The table is unlogged: after a crash of the database it is empty.
  const { rows } = await database().execute<{ at: string; wait: string }>(sql`
    insert into pace.request_turns as last (id, next_at) values (1, clock_timestamp() + ${step})
    on conflict (id) do update set next_at = greatest(last.next_at, clock_timestamp()) + ${step}
    returning extract(epoch from next_at - ${step}) * 1000 as at,
      greatest(0, extract(epoch from next_at - ${step} - clock_timestamp()) * 1000) as wait`);
  return { at: Number(rows[0]?.at), waitMs: Number(rows[0]?.wait ?? 0) };
}
