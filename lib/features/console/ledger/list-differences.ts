import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { charges, stripeInvoices, tenants } from "@/drizzle/schema";
import { monthOf } from "@/lib/domain/time/calendar";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import { readChargeEntries, readInvoiceEntries } from "@/lib/features/billing/ledger/read-entries";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { issuedAt } from "@/lib/features/license/debts/invoice-state";

export type DifferenceReport = {
  /** YYYY-MM, in each tenant's own zone. */
  month: string;
  currency: string | null;
  /** What is unexplained comes first, then the newest. */
  entries: LedgerEntry[];
  /** Of all entries of the month, also those that are as promised. */
  looked: number;
  /** True if the month has more than are looked at: the report is not complete. */
  isCut: boolean;
  currencies: string[];
};

/** Rows are small, and a month is read at once, so that what is unexplained can come first. */
const mostLookedAt = 50_000;

/** Every difference of a month between what was promised and what is kept, and why. */
export const listDifferences = useCase(staff("invoices.list"), {
  input: z.strictObject({
    /** Anything else is the running month. */
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .catch(undefined),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .catch(undefined),
  }),
  async read({ ctx, tx, input }): Promise<DifferenceReport> {
    const month = input.month ?? monthOf(ctx.now, "UTC");
    const { currency = null } = input;
    const ofInvoices = and(
      inMonth(issuedAt, month),
      currency ? eq(stripeInvoices.currency, currency) : sql`true`,
    );
    const ofCharges = and(
      inMonth(sql`${charges.createdAt}`, month),
      currency ? eq(charges.currency, currency) : sql`true`,
    );
    const all = [
      ...(await readInvoiceEntries(tx, ofInvoices ?? sql`true`, mostLookedAt)),
      ...(await readChargeEntries(tx, ofCharges ?? sql`true`, mostLookedAt)),
    ];
    const used = await tx.selectDistinct({ currency: stripeInvoices.currency }).from(stripeInvoices);
    return {
      month,
      currency,
      entries: all.filter(({ differs }) => differs).sort(byUrgency),
      looked: all.length,
      isCut: all.length >= mostLookedAt,
      currencies: used.map((row) => row.currency).sort(),
    };
  },
});

const byUrgency = (a: LedgerEntry, b: LedgerEntry): number =>
  Number(b.isUnexplained) - Number(a.isUnexplained) || (a.at < b.at ? 1 : -1);

/** The first condition lets Postgres use the index by date. */
function inMonth(at: SQL, month: string): SQL {
  const first = sql`${`${month}-01`}::timestamp`;
  return sql`${at} >= (${first} at time zone 'UTC') - interval '1 day'
    and ${at} < (${first} at time zone 'UTC') + interval '1 month 1 day'
    and to_char(${at} at time zone ${tenants.timeZone}, 'YYYY-MM') = ${month}`;
}
