import { and, eq, gt, isNull } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatDate, formatMoney } from "@/lib/i18n/format";

/** Whoever paid longer ago is not thanked any more: their invoices were read for the first time, or after an outage. */
const longestMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Thanks the payer for an invoice that was paid, in their language and once, however often it is read: whether Choba made
 * it, Stripe's renewal or a person in Stripe's dashboard. Nothing is said of an invoice that came to nothing.
 */
export async function thankForPayment(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  stripeInvoiceId: string,
): Promise<void> {
  const [paid] = await tx
    .update(stripeInvoices)
    .set({ thankedAt: ctx.now })
    .where(
      and(
        eq(stripeInvoices.tenantId, tenantId),
        eq(stripeInvoices.stripeInvoiceId, stripeInvoiceId),
        eq(stripeInvoices.status, "paid"),
        gt(stripeInvoices.paidMinor, 0n),
        gt(stripeInvoices.paidAt, new Date(ctx.now.getTime() - longestMs)),
        isNull(stripeInvoices.thankedAt),
      ),
    )
    .returning();
  if (!paid?.paidAt) return;
  const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
  const { locale } = user;
  const number = paid.number ?? paid.stripeInvoiceId;
  const amount = formatMoney(paid.paidMinor, paid.currency, locale);
  await enqueueMail(tx, ctx, tenantId, {
    to: user.email,
    locale,
    template: "payment_received",
    values: { name: user.name, tenant: tenant.name, amount },
    facts: [
      { name: "invoice", value: number },
      { name: "amount", value: amount },
      { name: "paid_on", value: formatDate(paid.paidAt, tenant.timeZone, locale, "long") },
    ],
    path: `/t/${tenant.slug}/invoices/${paid.stripeInvoiceId}/pay`,
  });
}
