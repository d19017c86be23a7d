import { redirect } from "next/navigation";
import { requireTenant } from "@/lib/auth/guard";
import { openPaymentPage } from "@/lib/features/billing/invoices/open-payment-page";

type Props = { params: Promise<{ tenant: string; invoice: string }> };

/**
 * Our own address of the page on which an invoice is paid: it leads on to Stripe's address of today. It is mailed, so
 * whoever is signed out signs in first; and if there is no such page, or Stripe does not answer, the invoice says so.
 */
export async function GET(_request: Request, { params }: Props) {
  const { tenant, invoice: stripeInvoiceId } = await params;
  const { ctx, tenantId } = await requireTenant(tenant);
  const result = await openPaymentPage(ctx, tenantId, { stripeInvoiceId });
  if (result.ok) redirect(result.value.url);
  const page = `/t/${tenant}/invoices/${encodeURIComponent(stripeInvoiceId)}`;
  redirect(result.refusal.code === "stripe_unreachable" ? `${page}?payment=unreachable` : page);
}
