import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { dueAtOf, findPaymentTerms } from "@/lib/features/payers/payment-terms/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { OutsideRefused } from "@/lib/http/outside";
import type { InvoiceSnapshot } from "@/lib/stripe/invoices";
import { chargeOwnInvoice } from "@/lib/stripe/own-invoices";
import { invoiceLinesOf, sellerOnInvoice } from "./invoice-of";
import { getCharge } from "./queries";

/** A payer without a card gets the invoice by e-mail. */
const daysWithoutCard = 30;

export type InvoiceToMake = Awaited<ReturnType<typeof readInvoiceToMake>>;

/** What the invoice of a charge needs, in the payer's language. */
export async function readInvoiceToMake(
  tx: Transaction,
  { tenantId }: Message,
  { chargeId }: { chargeId: Id<"charge"> },
  { now }: Context,
) {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  invariant(tenant, `the tenant of charge ${chargeId} exists`);
  const { user } = await paymentAdministratorOf(tx, tenantId);
  return {
    charge: await getCharge(tx, tenantId, chargeId),
    account: await findPaymentAccount(tx, tenantId),
    locale: user.locale,
    seller: await sellerOf(tx),
    dueAt: dueAtOf(await findPaymentTerms(tx, tenantId), now, tenant.timeZone),
  };
}

/** Makes the invoice of a charge, and sends or charges it as was agreed. One per charge, whatever is repeated. */
export async function makeInvoice(
  message: Message,
  { charge, account, locale, seller, dueAt }: InvoiceToMake,
): Promise<InvoiceSnapshot> {
  const { id: chargeId, promise, daysUntilDue } = charge;
  const customerId = account?.stripeCustomerId;
  if (!customerId) throw new OutsideRefused("payment_account_missing", `charge ${chargeId} has no payer`);
  const days = daysUntilDue ?? (account.hasPaymentMethod ? null : daysWithoutCard);
  const wanted = {
    chargeId,
    tenantId: message.tenantId,
    customerId,
    currency: promise.currency,
    lines: invoiceLinesOf(promise, locale),
    ...sellerOnInvoice(seller, promise, locale, days !== null),
    totalMinor: promise.totalMinor,
    balanceMinor: null,
    discounts: null,
    isPayerPresent: false,
    daysUntilDue: days,
    dueAt,
  };
  return chargeOwnInvoice(wanted, message.id, message.attempts > 1);
}
