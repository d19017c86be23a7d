import { and, eq, gt } from "drizzle-orm";
import { paymentReturns, stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatMoney } from "@/lib/i18n/format";

/**
 * Tells the payer, in their language, what was refunded of a payment since they were told last: each part once, however
 * often the payment is read, and also if somebody refunded it in Stripe's dashboard.
 */
export async function tellOfRefund(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  stripeChargeId: string,
): Promise<void> {
  const own = and(eq(paymentReturns.tenantId, tenantId), eq(paymentReturns.stripeChargeId, stripeChargeId));
  const [payment] = await tx
    .select()
    .from(paymentReturns)
    .where(and(own, gt(paymentReturns.refundedMinor, paymentReturns.toldMinor)))
    .for("update");
  if (!payment) return;
  const { stripeInvoiceId, refundedMinor, toldMinor } = payment;
  await tx.update(paymentReturns).set({ toldMinor: refundedMinor }).where(own);
  const [invoice] = await tx
    .select()
    .from(stripeInvoices)
    .where(and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId)));
  // It is read with its first webhook, which a refund follows by days. Without it nobody knows the currency.
  if (!invoice) return;
  const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
  const money = (minor: bigint) => formatMoney(minor, invoice.currency, user.locale);
  const amount = money(refundedMinor - toldMinor);
  await enqueueMail(tx, ctx, tenantId, {
    to: user.email,
    locale: user.locale,
    template: "payment_refunded",
    values: { name: user.name, tenant: tenant.name, amount },
    facts: [
      { name: "invoice", value: invoice.number ?? stripeInvoiceId },
      { name: "refunded", value: amount },
      { name: "still_paid", value: money(invoice.paidMinor - refundedMinor) },
    ],
    path: `/t/${tenant.slug}/invoices`,
  });
}
