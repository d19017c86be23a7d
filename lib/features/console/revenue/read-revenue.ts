import { and, gte, inArray, sum } from "drizzle-orm";
import { z } from "zod";
import { mauCounts } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Currency } from "@/lib/domain/money/currency";
import type { MonthReport } from "@/lib/domain/revenue/month-report";
import { type Month, monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readMonths } from "./read-months";

export type RevenueReport = {
  /** One for each currency in which anybody ever paid, most tenants first; amounts are never added across them. */
  currencies: { currency: Currency; months: MonthReport[] }[];
  /** Active users of all tenants together, each counted in its own month; oldest first. */
  mau: { month: Month; users: number }[];
};

/**
 * What the licenses bring in by month, from the amounts that were written with them (`writeRecurring`), and the active
 * users of all tenants. The last month is the running one, as it stands now.
 */
export const readRevenue = useCase(staff("money.view"), {
  input: z.strictObject({ months: z.number().int().min(1).max(36).default(12) }),
  async read({ ctx, input, tx }): Promise<RevenueReport> {
    const last = monthOf(ctx.now, "UTC");
    const byCurrency = await readMonths(tx, { last, months: input.months, now: ctx.now });
    const currencies = [...byCurrency]
      .map(([currency, months]) => ({ currency, months }))
      .sort((a, b) => (b.months.at(-1)?.tenants ?? 0) - (a.months.at(-1)?.tenants ?? 0));
    return { currencies, mau: await readMau(tx, monthsEndingAt(last, input.months)) };
  },
});

async function readMau(tx: Transaction, months: readonly Month[]) {
  const rows = await tx
    .select({ month: mauCounts.month, users: sum(mauCounts.users).mapWith(Number) })
    .from(mauCounts)
    .where(and(gte(mauCounts.month, months[0] ?? ""), inArray(mauCounts.month, [...months])))
    .groupBy(mauCounts.month);
  const users = new Map(rows.map((row) => [row.month, row.users]));
  return months.map((month) => ({ month, users: users.get(month) ?? 0 }));
}
