import { sql } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices, tenants } from "@/drizzle/schema";
import type { Id } from "@/lib/domain/ids";
import { type InvoiceTotals, readTotals } from "@/lib/features/console/invoice-list/invoice-totals";
import { searchWords } from "@/lib/features/console/tenant-list/tenant-list-input";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dueSince, hasPassed } from "@/lib/features/license/debts/debt-conditions";
import { type ReceivableRow, readReceivableRows } from "./read-receivable-rows";
import { conditionsOf, owedBy, owedFrom } from "./receivable-conditions";

export type ReceivablePage = {
  rows: ReceivableRow[];
  total: number;
  page: number;
  pageSize: number;
  totals: InvoiceTotals[];
  ignored: string[];
};

const pageSize = 50;
const lastPage = 20_000;

/** Who owes how much since when: a row for each tenant and currency, what is late the longest first. */
export const listReceivables = useCase(staff("invoices.list"), {
  input: z.object({
    search: z.string().default(""),
    filters: z.record(z.string(), z.string()).default({}),
    page: z.number().optional(),
  }),
  async read({ ctx, input, tx }): Promise<ReceivablePage> {
    const { where, ignored } = conditionsOf(ctx, searchWords(input.search), input.filters);
    const page = Math.min(lastPage, Math.max(1, Math.trunc(input.page ?? 1) || 1));
    const late = sql`min(${dueSince}) filter (where ${hasPassed(ctx)})`;
    const { rows } = await tx.execute<{ tenantId: Id<"tenant">; currency: string; n: number }>(sql`
      select ${tenants.id} as "tenantId", ${stripeInvoices.currency} as currency, (count(*) over ())::int as n
      from ${owedFrom} where ${where} group by 1, 2
      order by ${late} nulls last, sum(${stripeInvoices.remainingMinor}) desc, 1, 2
      limit ${pageSize} offset ${(page - 1) * pageSize}`);
    const ids = [...new Set(rows.map(({ tenantId }) => tenantId))];
    return {
      rows: await readReceivableRows(tx, ctx, rows, ids),
      total: rows[0]?.n ?? 0,
      page,
      pageSize,
      totals: await readTotals(tx, ctx, owedBy(where)),
      ignored,
    };
  },
});
