import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { stripeIntegration } from "@/lib/stripe/client";

/** Within this the same mail to the same person is a repeated click, and is not sent. */
const repeatMs = 60_000;

/**
 * Mails the payment administrator, in their language, the way to Stripe's customer portal. The mail never carries the
 * address of a portal session: that opens the payer's cards and invoices to anyone who has it, and ends within minutes
 * (docs.stripe.com/customer-management/integrate-customer-portal). It carries an address of Choba, which asks the reader
 * to sign in and then makes a session for that one visit.
 */
export const sendPortalLink = useCase(tenant("payment_account.send_portal_link", { locks: true }), {
  input: z.strictObject({}),
  async write({ ctx, tx, tenantId, audit }) {
    if (!stripeIntegration()) throw new Refused("stripe_off");
    await requireStripeCustomer(tx, tenantId);
    const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
    const action = "payment_account.portal_link_sent";
    const [last] = await tx
      .select({ at: auditLog.at, after: auditLog.after })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenantId), eq(auditLog.action, action)))
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(1);
    const isRepeat =
      last &&
      ctx.now.getTime() - last.at.getTime() < repeatMs &&
      (last.after as { email?: string } | null)?.email === user.email;
    if (isRepeat) return { sentTo: user.email };
    await enqueueMail(tx, ctx, tenantId, {
      to: user.email,
      locale: user.locale,
      template: "portal_link",
      values: { name: user.name, tenant: tenant.name },
      path: `/t/${tenant.slug}/billing/portal`,
    });
    await audit({ action, after: { email: user.email } });
    return { sentTo: user.email };
  },
});
