import { plainArray, preparedRows } from "@/lib/db/prepared";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Month } from "@/lib/domain/time/calendar";

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
