import { type SQL, sql } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { TaxRateKey } from "@/lib/domain/invoice-list/invoice-tax";
import type { Context } from "@/lib/features/foundation/context/context";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { invoiceListInput, readInvoiceListInput } from "./invoice-list-input";
import { listConditions, listedInvoices, listOrder } from "./list-conditions";
import { type InvoiceRow, readInvoiceRows } from "./read-rows";

const batch = 500;

export type InvoiceFile = {
  /** The tax rates that any of the invoices has, each a column of the file: the highest first. */
  rates: TaxRateKey[];
  batches: AsyncIterable<InvoiceRow[]>;
};

/**
 * All invoices that the filters leave, in the list's order, some hundred at a time: which they are is settled at the
 * start, and a slow reader holds no transaction. A filter that cannot be understood is refused.
 */
export const exportInvoices = useCase(staff("invoices.list"), {
  input: invoiceListInput,
  async read({ ctx, input, tx }): Promise<InvoiceFile> {
    const query = readInvoiceListInput(input);
    if (query.ignored.length > 0)
      throw new Refused("invalid_input", {
        fields: query.ignored.map((field) => ({ field, rule: "unknown_filter" })),
      });
    const { rows: ids } = await tx.execute<{ id: string }>(sql`
      select ${stripeInvoices.stripeInvoiceId} as id from ${listedInvoices}
      where ${listConditions(ctx, query)} order by ${listOrder(query)}`);
    const all = ids.map(({ id }) => id);
    return { rates: await ratesOf(tx, listConditions(ctx, query)), batches: invoicesInBatches(ctx, all) };
  },
});

/** Some invoices, in the order of their ids, some hundred at a time. */
export async function* invoicesInBatches(ctx: Context, ids: readonly string[]): AsyncGenerator<InvoiceRow[]> {
  for (let from = 0; from < ids.length; from += batch)
    yield await acrossTenants((tx) => readInvoiceRows(tx, ctx, ids.slice(from, from + batch)));
}

async function ratesOf(tx: Transaction, where: SQL): Promise<TaxRateKey[]> {
  const { rows } = await tx.execute<TaxRateKey>(sql`
    select distinct tax ->> 'percent' as percent, (tax ->> 'inclusive')::boolean as inclusive,
      (tax ->> 'percent')::numeric as by
    from ${listedInvoices}, jsonb_array_elements(${stripeInvoices.taxes}) as tax
    where ${where} order by by desc, inclusive`);
  return rows.map(({ percent, inclusive }) => ({ percent, inclusive }));
}
