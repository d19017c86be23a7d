import { sql } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices, tenants } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { invoicesInBatches } from "@/lib/features/console/invoice-list/export-invoices";
import type { InvoiceRow } from "@/lib/features/console/invoice-list/read-rows";
import { searchWords } from "@/lib/features/console/tenant-list/tenant-list-input";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dueSince } from "@/lib/features/license/debts/debt-conditions";
import { conditionsOf, owedBy, owedFrom } from "./receivable-conditions";

/**
 * Every invoice that the tenants of the list owe, by tenant and the oldest first, some hundred at a time. A filter that cannot
 * be understood is refused.
 */
export const exportReceivables = useCase(staff("invoices.list"), {
  input: z.object({
    search: z.string().default(""),
    filters: z.record(z.string(), z.string()).default({}),
  }),
  async read({ ctx, input, tx }): Promise<AsyncIterable<InvoiceRow[]>> {
    const { where, ignored } = conditionsOf(ctx, searchWords(input.search), input.filters);
    if (ignored.length > 0)
      throw new Refused("invalid_input", {
        fields: ignored.map((field) => ({ field, rule: "unknown_filter" })),
      });
    const { rows } = await tx.execute<{ id: string }>(sql`
      select ${stripeInvoices.stripeInvoiceId} as id from ${owedFrom} where ${owedBy(where)}
      order by ${tenants.name}, ${tenants.id}, ${dueSince}, 1`);
    return invoicesInBatches(
      ctx,
      rows.map(({ id }) => id),
    );
  },
});
