import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { stripeInvoices } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { readInvoice } from "@/lib/stripe/invoices";

/**
 * The page at Stripe on which an invoice is paid today. Stripe's addresses end after 30 days, so what Choba shows and
 * mails is an address of its own that asks for this one.
 */
export const openPaymentPage = useCase(tenant("invoices.view"), {
  input: z.strictObject({ stripeInvoiceId: z.string().regex(/^in_[A-Za-z0-9]{6,64}$/) }),
  async read({ tx, tenantId, input: { stripeInvoiceId } }) {
    const own = and(
      eq(stripeInvoices.tenantId, tenantId),
      eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId),
    );
    const [invoice] = await tx.select({ id: stripeInvoices.stripeInvoiceId }).from(stripeInvoices).where(own);
    if (!invoice) throw new Refused("not_found");
    return invoice;
  },
  async outside({ found }): Promise<{ url: string }> {
    const { hostedUrl } = await readInvoice(found.id);
    if (!hostedUrl) throw new Refused("not_found");
    return { url: hostedUrl };
  },
});
