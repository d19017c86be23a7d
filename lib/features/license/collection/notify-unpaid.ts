import { and, eq } from "drizzle-orm";
import { stripeInvoices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import type { Charge } from "@/lib/features/license/charges/queries";
import type { License } from "@/lib/features/license/lifecycle/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import { translator } from "@/lib/i18n/translator";
import type { MailFact } from "@/lib/mail/templates";

type Unpaid = Pick<Charge, "stripeInvoiceId" | "openMinor" | "currency" | "reason" | "nextRetryAt">;

/**
 * Tells the payment administrator, in their language, that an invoice could not be collected: which one, how much, why,
 * when it is tried again, and where to mend it. A bank that asks for them is told apart from one that declined.
 */
export async function notifyUnpaid(
  tx: Transaction,
  ctx: Context,
  { tenantId, planVersionId }: License,
  charge: Unpaid,
): Promise<void> {
  const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
  const { locale } = user;
  const plan = await getPlanVersion(tx, planVersionId);
  const invoice = await findInvoice(tx, tenantId, charge.stripeInvoiceId);
  // Stripe retries the invoices of a subscription itself, Choba its own.
  const nextAttempt = charge.nextRetryAt ?? invoice?.nextAttemptAt;
  const needsPayer = charge.reason === "authentication_required";
  const facts: (MailFact | null)[] = [
    invoice?.number ? { name: "invoice", value: invoice.number } : null,
    { name: "amount", value: formatMoney(charge.openMinor, charge.currency, locale) },
    needsPayer ? null : { name: "problem", value: problemOf(charge.reason, locale) },
    nextAttempt && !needsPayer
      ? { name: "next_attempt", value: formatDate(nextAttempt, tenant.timeZone, locale, "long") }
      : null,
  ];
  await enqueueMail(tx, ctx, tenantId, {
    to: user.email,
    locale,
    template: needsPayer ? "authentication_needed" : "payment_failed",
    values: { name: user.name, tenant: tenant.name, plan: plan.definition.name[locale] },
    facts: facts.filter((fact) => fact !== null),
    path: charge.stripeInvoiceId
      ? `/t/${tenant.slug}/invoices/${charge.stripeInvoiceId}/pay`
      : `/t/${tenant.slug}/billing`,
  });
}

/** Nothing until the invoice's first webhook has been read. */
async function findInvoice(tx: Transaction, tenantId: License["tenantId"], id: string | null) {
  if (!id) return null;
  const [invoice] = await tx
    .select({ number: stripeInvoices.number, nextAttemptAt: stripeInvoices.nextAttemptAt })
    .from(stripeInvoices)
    .where(and(eq(stripeInvoices.tenantId, tenantId), eq(stripeInvoices.stripeInvoiceId, id)));
  return invoice ?? null;
}

const told = ["card_declined", "insufficient_funds", "expired_card", "incorrect_cvc"] as const;

/** Stripe's code in the payer's words. Banks give many codes; what they have in common is that the card was declined. */
function problemOf(reason: string | null, locale: Parameters<typeof translator>[0]): string {
  const known = told.find((code) => code === reason) ?? "card_declined";
  return translator(locale, "mail")(`problems.${known}`);
}
