import { redirect } from "next/navigation";
import { jsonResponse } from "@/app/(tenant)/t/[tenant]/billing/_components/json-response";
import { onTenant } from "@/lib/auth/guard";
import { openPaymentPage } from "@/lib/features/billing/invoices/open-payment-page";

type Props = { params: Promise<{ tenant: string; invoice: string }> };

/** Our own address of the page on which an invoice is paid: it leads on to Stripe's address of today. */
export async function GET(_request: Request, { params }: Props) {
  const { tenant, invoice: stripeInvoiceId } = await params;
  const result = await onTenant(tenant, (ctx, tenantId) =>
    openPaymentPage(ctx, tenantId, { stripeInvoiceId }),
  );
  if (!result.ok) return jsonResponse(result);
  redirect(result.value.url);
}
