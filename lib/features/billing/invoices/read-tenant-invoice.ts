import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { charges, stripeInvoices } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import { type InvoiceTax, taxesByRate } from "@/lib/domain/invoice-list/invoice-tax";
import type { LedgerEntry } from "@/lib/features/billing/ledger/ledger-entry";
import { readInvoiceEntries } from "@/lib/features/billing/ledger/read-entries";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type PromiseView, promiseView } from "@/lib/features/license/charges/promise-view";
import { OutsideUnreachable } from "@/lib/http/outside";
import { stripeIntegration } from "@/lib/stripe/client";
import { type PrintedLines, readPrintedLines } from "@/lib/stripe/printed-lines";
import { readTenantInvoiceRows, type TenantInvoice } from "./tenant-invoice-rows";

/** What an invoice bills: as Choba promised it, as Stripe prints it, or not known at the moment. */
export type InvoiceLines =
  | ({ from: "promise" } & Pick<PromiseView, "lines" | "treatment" | "reason">)
  | ({ from: "stripe" } & PrintedLines)
  | { from: "nowhere" };

/** One invoice with everything that can be said of it. Amounts are minor units as text, instants ISO 8601. */
export type TenantInvoiceDetail = TenantInvoice & {
  payerName: string;
  paidAt: string | null;
  isSent: boolean;
  /** When an open one is tried again; null: it is not. */
  nextAttemptAt: string | null;
  /** Each rate once. */
  taxes: InvoiceTax[];
  /** What the customer's balance paid; negative: what was owed before is collected with it. */
  balanceUsedMinor: string;
  /** Too little to be charged: it follows on the next invoice. */
  carriedMinor: string;
  lines: InvoiceLines;
  ledger: LedgerEntry[];
};

/**
 * One invoice of a tenant. Its lines are those of the promise that it carries; Stripe is asked only for an invoice on which
 * there is something else, and its silence leaves the rest of the page as it is.
 */
export const readTenantInvoice = useCase(tenant("invoices.view"), {
  input: z.strictObject({ stripeInvoiceId: foreignId }),
  async read({ ctx, tx, tenantId, standing, input: { stripeInvoiceId } }) {
    const own = and(
      eq(stripeInvoices.tenantId, tenantId),
      eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId),
    );
    const reader = { tenantId, isStaff: may(standing.roles, "console.view") };
    const [row] = await readTenantInvoiceRows(tx, ctx, reader, { where: own, limit: 1, offset: 0 });
    const [found] = await tx
      .select({ invoice: stripeInvoices, promise: charges.promise, nextRetryAt: charges.nextRetryAt })
      .from(stripeInvoices)
      .leftJoin(
        charges,
        and(eq(charges.tenantId, stripeInvoices.tenantId), eq(charges.id, stripeInvoices.chargeId)),
      )
      .where(own);
    if (!row || !found || !own) throw new Refused("not_found");
    const { invoice, promise, nextRetryAt } = found;
    const isAsPromised =
      !invoice.isFollowUp && invoice.manualLinesMinor === 0n && invoice.manualCouponsMinor === 0n;
    const isDebt = row.openMinor !== "0";
    return {
      ...row,
      payerName: invoice.payerName,
      paidAt: invoice.paidAt?.toISOString() ?? null,
      isSent: invoice.isSent,
      nextAttemptAt: isDebt ? ((nextRetryAt ?? invoice.nextAttemptAt)?.toISOString() ?? null) : null,
      taxes: taxesByRate(invoice.taxes),
      balanceUsedMinor: String(invoice.balanceUsedMinor),
      carriedMinor: String(invoice.carriedMinor),
      promised: promise && isAsPromised ? promiseView(promise) : null,
      ledger: await readInvoiceEntries(tx, own, 1),
    };
  },
  async outside({ found: { promised, ...invoice } }): Promise<TenantInvoiceDetail> {
    return { ...invoice, lines: promised ? linesOf(promised) : await linesAtStripe(invoice.id) };
  },
});

const linesOf = ({ lines, treatment, reason }: PromiseView): InvoiceLines => ({
  from: "promise",
  lines,
  treatment,
  reason,
});

async function linesAtStripe(id: string): Promise<InvoiceLines> {
  if (!stripeIntegration()) return { from: "nowhere" };
  try {
    const printed = await readPrintedLines(id);
    return printed ? { from: "stripe", ...printed } : { from: "nowhere" };
  } catch (error) {
    if (error instanceof OutsideUnreachable) return { from: "nowhere" };
    throw error;
  }
}
