import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { database } from "@/lib/db/client";
import { acrossTenants } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { lockTenant } from "@/lib/features/foundation/use-case/lock-tenant";
import { limitMs } from "@/server/bootstrap/machine.mjs";

/** Resolves once so many connections of this test wait for a lock. */
export const waiting = (connections: number) =>
  vi.waitFor(async () => {
    const [row] = (
      await database().execute<{ n: number }>(
        sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).rows;
    expect(row?.n).toBeGreaterThanOrEqual(connections);
  }, limitMs(30_000));

/** Holds a tenant while `work` begins what will wait for it; gives that thing's outcome after letting go. */
export async function whileHeld<T>(
  tenantId: Id<"tenant">,
  work: () => Promise<() => Promise<T>>,
): Promise<T> {
  const outcome = await acrossTenants(async (tx) => {
    await lockTenant(tx, tenantId);
    return work();
  });
  return outcome();
}
