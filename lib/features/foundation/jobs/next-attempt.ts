import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/** The first repetition waits so long, each further one twice as long, and none longer than the most. */
const firstDelaySeconds = 5;
const mostDelaySeconds = 15 * 60;
/** Twice as long as the most; a larger exponent would only overflow. */
const mostDoublings = 8;

/**
 * When something that failed is tried again, by the machine's clock. `attempts` counts the one that has just failed. So
 * what fails for ever takes ever less of the worker, and what waits for an outage is tried soon after it.
 */
export const nextAttempt = (attempts: SQL | AnyColumn): SQL<Date> =>
  sql<Date>`clock_timestamp() + make_interval(secs =>
    least(${mostDelaySeconds}, ${firstDelaySeconds} * power(2, least(${attempts} - 1, ${mostDoublings}))))`;

/** True of what may be tried now. Null: it was not tried before. */
export const isDue = (nextAttemptAt: AnyColumn): SQL =>
  sql`coalesce(${nextAttemptAt}, 'epoch') <= clock_timestamp()`;

/** How long a job waits for an attempt, as PostgreSQL writes an interval. */
export const delayUntil = (nextAttemptAt: AnyColumn): SQL<string> =>
  sql<string>`greatest(${nextAttemptAt} - clock_timestamp(), interval '0')::text`;
