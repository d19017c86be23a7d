import type postgres from "postgres";

/** How far everybody's closes are. */
export type Progress = {
  closes: number;
  closed: number;
  /** What the worker has to do now or is doing; documents are kept later. */
  waiting: number;
};

export async function readProgress(sql: postgres.Sql, since: Date): Promise<Progress> {
  const [row] = await sql<{ closes: string; closed: string; waiting: string }[]>`
    select count(*) filter (where state <> 'nothing_owed') as closes,
      count(*) filter (where state = 'done') as closed,
      (select count(*) from outbox_messages where state = 'pending')
        + (select count(*) from stripe_events where processed_at is null)
        + (select count(*) from sandbox.deliveries where state = 'pending')
        + (select count(*) from graphile_worker._private_jobs where attempts < max_attempts
            and (run_at <= now() or locked_at is not null or key like 'keep-documents:%')) as waiting
    from billing_closes where due_at >= ${since.toISOString()}::timestamptz`;
  return { closes: Number(row?.closes), closed: Number(row?.closed), waiting: Number(row?.waiting) };
}

/** Transactions and rows that the database has read since it was made. */
export async function databaseWork(sql: postgres.Sql): Promise<{ transactions: number; rows: number }> {
  const [row] = await sql<{ transactions: string; rows: string }[]>`
    select xact_commit as transactions, tup_returned + tup_fetched as rows
    from pg_stat_database where datname = current_database()`;
  return { transactions: Number(row?.transactions), rows: Number(row?.rows) };
}

/** Documents are kept a minute after their invoice, for which nobody waits here. */
export const hastenDocuments = (sql: postgres.Sql) => sql`
  update graphile_worker._private_jobs set run_at = now() where key like 'keep-documents:%' and locked_at is null and run_at > now()`;
