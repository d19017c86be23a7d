import { plainArray, preparedRows } from "@/lib/db/prepared";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Month } from "@/lib/domain/time/calendar";
import { uuidOf } from "@/lib/features/usage/metering/units/tenant-uuid";

/** Distinct users who authenticated in the month; zero when nobody did. */
export async function mauOf(tx: Transaction, tenantId: Id<"tenant">, month: Month): Promise<number> {
  return (await mauByMonth(tx, tenantId, [month]))[0]?.users ?? 0;
}

/** The MAU of each asked month, in the asked order, zero where nobody was active. */
export async function mauByMonth(
  tx: Transaction,
  tenantId: Id<"tenant">,
  months: Month[],
): Promise<{ month: Month; users: number }[]> {
  const rows = await preparedRows<{ month: Month; users: number }>(tx, ofMonths, [
    tenantId,
    plainArray(months),
  ]);
  const users = new Map(rows.map((row) => [row.month, row.users]));
  return months.map((month) => ({ month, users: users.get(month) ?? 0 }));
}

const ofMonths = "select month, users from mau_counts where tenant_id = $1 and month = any($2::text::text[])";

/** Distinct users who authenticated on any of the days. */
export async function usersOnDays(
  tx: Transaction,
  tenantId: Id<"tenant">,
  days: readonly string[],
): Promise<number> {
  const [row] = await preparedRows<{ users: number }>(tx, onDays, [uuidOf(tenantId), plainArray(days)]);
  return row?.users ?? 0;
}

const onDays = `
  select count(distinct user_key)::int as users from active_days
  where tenant_id = $1::text::uuid and day = any($2::text::date[])`;
