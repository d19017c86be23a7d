import { type SQL, sql } from "drizzle-orm";
import { acrossTenants } from "@/lib/db/transaction";

/** Asks as the owner of the database, who sees what Choba keeps and what the sandbox keeps. */
export const ask = <Row extends Record<string, unknown>>(query: SQL) =>
  acrossTenants(async (tx) => {
    await tx.execute(sql`reset role`);
    return (await tx.execute<Row>(query)).rows;
  });

/** What such a query says, a row a line: it selects one text named `said`. */
export const said = async (query: SQL): Promise<string[]> =>
  (await ask<{ said: string }>(query)).map((row) => row.said);
