import { sql } from "drizzle-orm";
import { acrossTenants } from "@/lib/db/transaction";

/**
 * A number taken before Stripe is asked. Answers may be applied in any order; one with a lower number than the last
 * applied is dropped, so a slow old answer never undoes a newer one.
 */
export async function beginReading(): Promise<bigint> {
  const rows = await acrossTenants((tx) =>
    tx.execute<{ n: string }>(sql`select nextval('stripe_readings') as n`),
  );
  return BigInt(rows[0]?.n ?? 0);
}
