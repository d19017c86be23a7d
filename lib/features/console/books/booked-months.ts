import { desc } from "drizzle-orm";
import { z } from "zod";
import { bookedMonths } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { Refused } from "@/lib/domain/errors";
import { earliestToday, monthsEndingAt } from "@/lib/domain/time/calendar";
import { readTotals } from "@/lib/features/console/invoice-list/invoice-totals";
import { monthCondition } from "@/lib/features/console/invoice-list/list-conditions";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

type Totals = Record<string, string>;

/** A month for the books. Totals are what its invoices were issued for, in minor units by currency. */
export type BookedMonth = {
  month: string;
  /** Null: it was not exported yet. */
  booked: { at: string; by: string; invoices: number; totalsMinor: Totals } | null;
  now: { invoices: number; totalsMinor: Totals };
  /** Since it was exported an invoice of the month was changed, such as voided at Stripe. */
  isChanged: boolean;
};

const monthsShown = 6;

/** The last months that have ended everywhere, newest first, as they were exported and as they are now. */
export const listBookedMonths = useCase(staff("invoices.list"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<{ months: BookedMonth[]; mayBook: boolean }> {
    const rows = await tx.select().from(bookedMonths).orderBy(desc(bookedMonths.month)).limit(monthsShown);
    const months: BookedMonth[] = [];
    for (const month of monthsEndingAt(earliestMonth(ctx), monthsShown + 1)
      .slice(0, -1)
      .toReversed()) {
      const now = await issuedIn(tx, ctx, month);
      const row = rows.find((each) => each.month === month);
      const booked = row && {
        at: row.bookedAt.toISOString(),
        by: row.bookedBy,
        invoices: row.invoices,
        totalsMinor: row.totalsMinor,
      };
      const isChanged = row !== undefined && textOf(row.totalsMinor) !== textOf(now.totalsMinor);
      months.push({ month, booked: booked ?? null, now, isChanged });
    }
    return { months, mayBook: may(rolesOf(ctx.actor, null), "books.lock") };
  },
});

/**
 * Marks a month as exported to the books, once. It is locked from then on: whatever is corrected later has an invoice of
 * a later date, which names the month that it is about. A month must have ended everywhere.
 */
export const bookMonth = useCase(staff("books.lock"), {
  input: z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  async write({ ctx, tx, input: { month }, audit }): Promise<{ month: string }> {
    if (month >= earliestMonth(ctx))
      throw new Refused("invalid_input", { fields: [{ field: "month", rule: "in_the_future" }] });
    const { invoices, totalsMinor } = await issuedIn(tx, ctx, month);
    const made = await tx
      .insert(bookedMonths)
      .values({ month, invoices, totalsMinor, bookedBy: actorName(ctx), bookedAt: ctx.now })
      .onConflictDoNothing()
      .returning();
    if (made.length > 0)
      await audit({ action: "books.export", after: { month, count: invoices, totals: textOf(totalsMinor) } });
    return { month };
  },
});

/** The month of the day that is not over anywhere. */
const earliestMonth = ({ now }: Context): string => earliestToday(now).slice(0, 7);

async function issuedIn(
  tx: Transaction,
  ctx: Context,
  month: string,
): Promise<{ invoices: number; totalsMinor: Totals }> {
  const totals = await readTotals(tx, ctx, monthCondition(month));
  return {
    invoices: totals.reduce((sum, { invoices }) => sum + invoices, 0),
    totalsMinor: Object.fromEntries(totals.map(({ currency, invoicedMinor }) => [currency, invoicedMinor])),
  };
}

const textOf = (totals: Totals): string =>
  Object.entries(totals)
    .filter(([, minor]) => minor !== "0")
    .map(([currency, minor]) => `${currency} ${minor}`)
    .sort()
    .join(", ");
