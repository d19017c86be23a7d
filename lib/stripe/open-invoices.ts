import { callStripe } from "./call-stripe";

/** An invoice that the payer has been asked to pay. */
export type OpenInvoice = {
  id: string;
  hostedUrl: string | null;
  dueAt: Date | null;
  isSent: boolean;
  /** Minor units as text. */
  amountDueMinor: string;
  currency: string;
};

/**
 * Every open invoice of a customer, the earliest due date first. Includes invoices that staff made in
 * Stripe's dashboard.
 */
export async function openInvoicesOf(customerId: string): Promise<OpenInvoice[]> {
  const list = await callStripe((stripe) =>
    stripe.invoices.list({ customer: customerId, status: "open", limit: 100 }),
  );
  return list.data
    .map((invoice) => ({
      id: invoice.id ?? "",
      hostedUrl: invoice.hosted_invoice_url ?? null,
      dueAt: invoice.due_date === null ? null : new Date(invoice.due_date * 1000),
      isSent: invoice.collection_method === "send_invoice",
      amountDueMinor: String(invoice.amount_remaining),
      currency: invoice.currency.toUpperCase(),
    }))
    .sort((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0));
}
