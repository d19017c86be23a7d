import { sql } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { invoiceListInput, readInvoiceListInput } from "./invoice-list-input";
import { type InvoiceTotals, readTotals } from "./invoice-totals";
import { listConditions, listedInvoices, listOrder } from "./list-conditions";
import { type InvoiceRow, readInvoiceRows } from "./read-rows";

export type InvoicePage = {
  rows: InvoiceRow[];
  total: number;
  page: number;
  pageSize: number;
  /** Of all invoices that the filters leave, by currency. */
  totals: InvoiceTotals[];
  /** Currencies in which anything was ever invoiced. */
  currencies: string[];
  /** Names of filters that could not be understood: they leave nothing out. */
  ignored: string[];
};

const pageSize = 50;

/** The invoices of all tenants, whoever made them, a page at a time. */
export const listInvoices = useCase(staff("invoices.list"), {
  input: invoiceListInput,
  async read({ ctx, input, tx }): Promise<InvoicePage> {
    const query = readInvoiceListInput(input);
    const where = listConditions(ctx, query);
    const { rows: ids } = await tx.execute<{ id: string }>(sql`
      select ${stripeInvoices.stripeInvoiceId} as id from ${listedInvoices} where ${where}
      order by ${listOrder(query)} limit ${pageSize} offset ${(query.page - 1) * pageSize}`);
    const totals = await readTotals(tx, ctx, where);
    const used = await tx.selectDistinct({ currency: stripeInvoices.currency }).from(stripeInvoices);
    return {
      rows: await readInvoiceRows(
        tx,
        ctx,
        ids.map(({ id }) => id),
      ),
      total: totals.reduce((sum, { invoices }) => sum + invoices, 0),
      page: query.page,
      pageSize,
      totals,
      currencies: used.map(({ currency }) => currency).sort(),
      ignored: query.ignored,
    };
  },
});
