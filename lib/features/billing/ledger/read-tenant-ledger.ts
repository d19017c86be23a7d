import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { charges, stripeInvoices } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { LedgerEntry } from "./ledger-entry";
import { readChargeEntries, readInvoiceEntries } from "./read-entries";

const mostEntries = 50;

/**
 * What was promised to a tenant and what became of it, newest first: each invoice, and each charge that has none. Drafts
 * are for staff only, as customers never see them.
 */
export const readTenantLedger = useCase(tenant("invoices.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId, standing }): Promise<LedgerEntry[]> {
    const isStaff = may(standing.roles, "console.view");
    const isShown = isStaff ? sql`true` : ne(stripeInvoices.status, "draft");
    const ofTenant = and(eq(stripeInvoices.tenantId, tenantId), isShown) ?? sql`true`;
    const invoices = await readInvoiceEntries(tx, ofTenant, mostEntries);
    const others = await readChargeEntries(tx, eq(charges.tenantId, tenantId), mostEntries);
    return [...invoices, ...others].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostEntries);
  },
});
