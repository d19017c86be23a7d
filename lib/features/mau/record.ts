import { sql } from "drizzle-orm";
import { z } from "zod";
import { activeUsers, mauCounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type Month, monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";
import { type CommandScope, command } from "../shared/command";
import { foreignId } from "../shared/rules";
import { mauByMonth } from "./queries";
import { userKey } from "./user-key";

/** Most authentications in one call. */
export const largestBatch = 1_000;

/** How far a host's clock may be ahead of ours, and how many whole months back are still recorded. */
const aheadMinutes = 5;
const monthsBack = 24;

const authentication = z.strictObject({ userId: foreignId, at: z.date().optional() });
type Authentication = z.output<typeof authentication>;

export type Recorded = {
  /** How many of the users are new in their month: by how much the MAU grew. */
  counted: number;
  /** The MAU after this of each month that was named, oldest first. */
  months: { month: Month; users: number }[];
};

/** Records that a user authenticated, now or at a given time. */
export const recordAuthentication = command({
  action: "mau.record",
  input: authentication,
  run: (scope) => record(scope, [scope.input], () => "at"),
});

/** Records up to 1,000 authentications at once: all of them, or none if one is refused. */
export const recordAuthentications = command({
  action: "mau.record",
  input: z.strictObject({ authentications: z.array(authentication).min(1).max(largestBatch) }),
  run: (scope) => record(scope, scope.input.authentications, (index) => `authentications.${index}.at`),
});

/**
 * Counts each user once in the calendar month of the tenant's zone in which they authenticated (seed 3), whatever
 * repeats it: the row of the user and the month decides, and the count grows in the same transaction. It writes no audit
 * row: an authentication is usage, not what a person did to the tenant, and its row in `active_users` is the record.
 */
async function record(
  { ctx, tx, tenantId, standing }: Pick<CommandScope<unknown>, "ctx" | "tx" | "tenantId" | "standing">,
  authentications: Authentication[],
  fieldOf: (index: number) => string,
): Promise<Recorded> {
  const { timeZone } = standing.tenant;
  const oldest = monthsEndingAt(monthOf(ctx.now, timeZone), monthsBack + 1)[0] ?? "";
  const seen = new Map<string, { month: Month; userKey: string; firstSeenAt: Date }>();
  const errors: FieldError[] = [];
  for (const [index, { userId, at = ctx.now }] of authentications.entries()) {
    const month = monthOf(at, timeZone);
    if (at.getTime() > ctx.now.getTime() + aheadMinutes * 60_000)
      errors.push({ field: fieldOf(index), rule: "in_the_future", params: { minutes: aheadMinutes } });
    else if (month < oldest)
      errors.push({ field: fieldOf(index), rule: "too_old", params: { months: monthsBack } });
    const row = { month, userKey: userKey(userId), firstSeenAt: at };
    const key = `${month} ${row.userKey}`;
    const other = seen.get(key);
    if (!other || at < other.firstSeenAt) seen.set(key, row);
  }
  if (errors.length > 0) throw new Refused("invalid_input", { fields: errors });
  const sorted = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const counted = await count(tx, tenantId, sorted);
  const months = [...new Set(sorted.map((row) => row.month))];
  return { counted, months: await mauByMonth(tx, tenantId, months) };
}

/** Adds rows sorted by month and user, in this one order everywhere, so that no two transactions wait for each other. */
async function count(
  tx: Transaction,
  tenantId: Id<"tenant">,
  rows: Omit<typeof activeUsers.$inferInsert, "tenantId">[],
): Promise<number> {
  const added = await tx
    .insert(activeUsers)
    .values(rows.map((row) => ({ tenantId, ...row })))
    .onConflictDoNothing()
    .returning({ month: activeUsers.month });
  const perMonth = new Map<Month, number>();
  for (const { month } of added) perMonth.set(month, (perMonth.get(month) ?? 0) + 1);
  if (perMonth.size > 0)
    await tx
      .insert(mauCounts)
      .values([...perMonth].sort().map(([month, users]) => ({ tenantId, month, users })))
      .onConflictDoUpdate({
        target: [mauCounts.tenantId, mauCounts.month],
        set: { users: sql`${mauCounts.users} + excluded.users` },
      });
  return added.length;
}
