import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import type { Id } from "@/lib/domain/ids";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { issuedAt } from "@/lib/features/license/debts/invoice-state";
import { readTenantInvoiceRows, type TenantInvoice } from "./tenant-invoice-rows";

export type InvoicesAfter = { invoices: TenantInvoice[]; next: string | null };

/** A tenant's invoices for programs, the newest first; those `after` an invoice are older, whatever is new meanwhile. */
export const listInvoicesAfter = useCase(tenant("invoices.view"), {
  input: z.strictObject({ limit: z.int().min(1).max(100), after: foreignId.optional() }),
  async read({ ctx, tx, tenantId, standing, input: { limit, after } }): Promise<InvoicesAfter> {
    const reader = { tenantId, isStaff: may(standing.roles, "console.view") };
    const where = after === undefined ? undefined : olderThan(tenantId, after);
    const rows = await readTenantInvoiceRows(tx, ctx, reader, { where, limit: limit + 1, offset: 0 });
    const invoices = rows.slice(0, limit);
    const next = rows.length > limit ? (invoices.at(-1)?.id ?? null) : null;
    return { invoices, next };
  },
});

/** Of an invoice that nobody has nothing is older. */
const olderThan = (tenantId: Id<"tenant">, after: string): SQL =>
  sql`(${issuedAt}, ${stripeInvoices.stripeInvoiceId}) < (
    select ${issuedAt}, ${stripeInvoices.stripeInvoiceId} from ${stripeInvoices}
    where ${and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, after))})`;
