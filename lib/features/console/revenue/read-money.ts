import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { emptyMoney, type MoneyRow } from "@/lib/domain/revenue/money-month";
import { type Month, monthOf, monthsEndingAt } from "@/lib/domain/time/calendar";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { bookSettingsOf } from "./book-settings";
import { moneyEntries } from "./money-entries";
import { readMonths } from "./read-months";

/** A currency's months, oldest first, in all and by plan. Amounts are never added across currencies. */
export type MoneyOfCurrency = {
  currency: string;
  months: MoneyRow[];
  plans: { planKey: string; months: MoneyRow[] }[];
};

export type MoneyReport = {
  /** The zone in whose months it is, and whether the asker may change that. */
  timeZone: string;
  currencies: MoneyOfCurrency[];
};

/** What came in, what is open and what was lost, by month of the seller's zone. The last month is the running one. */
export const readMoney = useCase(staff("money.view"), {
  input: z.strictObject({ months: z.number().int().min(1).max(36).default(12) }),
  async read({ ctx, input, tx }): Promise<MoneyReport> {
    const { timeZone } = await bookSettingsOf(tx);
    const last = monthOf(ctx.now, timeZone);
    const months = monthsEndingAt(last, input.months);
    const books = new Books(months);
    for (const { currency, planKey, month, figure, minor } of await moneyEntries(tx, { months, timeZone }))
      books.add(currency, planKey, month, figure, BigInt(minor));
    await addRecurring(tx, ctx, books, last, input.months);
    return { timeZone, currencies: books.byCurrency() };
  },
});

/** As the same page shows it by tenants: looked at when each tenant's own month ended. */
async function addRecurring(tx: Transaction, { now }: Context, books: Books, last: Month, months: number) {
  for (const [currency, reports] of await readMonths(tx, { last, months, now }))
    for (const { month, plans } of reports)
      for (const { planKey, mrrMinor } of plans) books.add(currency, planKey, month, "recurring", mrrMinor);
}

/** Sums by currency and plan; a month without anything is there, too. */
class Books {
  private readonly rows = new Map<string, Map<string | null, MoneyRow[]>>();
  constructor(private readonly months: readonly Month[]) {}

  add(currency: string, planKey: string | null, month: Month, figure: keyof MoneyRow, minor: bigint): void {
    if (figure === "month") return;
    for (const key of planKey === null ? [null] : [null, planKey]) {
      const row = this.rowsOf(currency, key).find((each) => each.month === month);
      if (row) row[figure] += minor;
    }
  }

  private rowsOf(currency: string, planKey: string | null): MoneyRow[] {
    const plans = this.rows.get(currency) ?? new Map<string | null, MoneyRow[]>();
    this.rows.set(currency, plans);
    const rows = plans.get(planKey) ?? this.months.map(emptyMoney);
    plans.set(planKey, rows);
    return rows;
  }

  byCurrency(): MoneyOfCurrency[] {
    return [...this.rows]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([currency, plans]) => ({
        currency,
        months: plans.get(null) ?? [],
        plans: [...plans]
          .flatMap(([planKey, months]) => (planKey === null ? [] : [{ planKey, months }]))
          .sort((a, b) => a.planKey.localeCompare(b.planKey)),
      }));
  }
}
