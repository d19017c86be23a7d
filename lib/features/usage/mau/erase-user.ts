import { sql } from "drizzle-orm";
import { z } from "zod";
import { activeDays, activeUsers } from "@/drizzle/schema";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";
import { userKeys } from "./user-keys";

/** In how many months and on how many days the user had been counted. */
export type Erased = { months: number; days: number };

/**
 * Makes a user unrecognisable in all that was counted: each row gets a random key of its own, and the time of the first
 * authentication becomes the month's first instant, so that nobody can tell who it was or that two rows were one person.
 * The counts stay. Nothing is kept by which the user could be known again: who authenticates after being erased counts
 * again, also in the same month. Safe to repeat. The audit row does not name the user.
 */
export const eraseUser = useCase(tenant("mau.erase"), {
  input: z.strictObject({ userId: foreignId }),
  // At its first use it opens a transaction of its own, and nobody waits for that while holding another.
  outside: () => userKeys(),
  async write({ input, fetched: keyOf, tx, tenantId, audit }): Promise<Erased> {
    const userKey = keyOf(input.userId);
    // Waits for writes under way and refuses those that were worked out before: every process forgets whom it knew.
    await tx.execute(sql`select choba_move_epoch()`);
    const months = await tx
      .update(activeUsers)
      .set({
        userKey: sql`replace(gen_random_uuid()::text, '-', '')`,
        firstSeenAt: sql`(${activeUsers.month} || '-01')::timestamptz`,
      })
      .where(
        sql`${activeUsers.tenantId} = ${tenantId} and ${activeUsers.month} in (${allMonths(tenantId)}) and ${activeUsers.userKey} = ${userKey}`,
      )
      .returning({ month: activeUsers.month });
    const days = await tx
      .update(activeDays)
      .set({ userKey: sql`gen_random_uuid()` })
      .where(
        sql`${activeDays.tenantId} = ${uuidOf(tenantId)}::uuid and ${activeDays.day} in (${allDays(tenantId)}) and ${activeDays.userKey} = ${userKey}::uuid`,
      )
      .returning({ day: activeDays.day });
    const erased = { months: months.length, days: days.length };
    if (erased.months + erased.days > 0) await audit({ action: "mau.erase_user", after: erased });
    return erased;
  },
});

/** The months and days that have anything: with them the primary key finds the user's rows without reading the others. */
const allMonths = (tenantId: string) => sql`select month from mau_counts where tenant_id = ${tenantId}`;
const allDays = (tenantId: `ten_${string}`) =>
  sql`select day from dau_counts where tenant_id = ${uuidOf(tenantId)}::uuid`;
