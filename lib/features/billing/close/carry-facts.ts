import { and, eq } from "drizzle-orm";
import { stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { foundDiscountOf } from "@/lib/domain/coupons/found-discount";
import { invariant } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import { parseDecimal, printDecimal } from "@/lib/domain/money/decimal";
import type { ChargePromise } from "@/lib/domain/promise/charge-promise";
import { foldUsage, type InvoicedLine } from "@/lib/domain/promise/lines/fold-usage";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Message } from "@/lib/features/foundation/outbox/handler";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { invoiceLinesOf, sellerOnInvoice } from "@/lib/features/license/charges/invoice-of";
import { pendingCredits } from "@/lib/features/license/charges/pending-credits";
import { getCharge } from "@/lib/features/license/charges/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { dueAtOf, findPaymentTerms } from "@/lib/features/payers/payment-terms/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import type { Locale } from "@/lib/i18n/locales";
import type { ExpectedLine } from "@/lib/stripe/draft-lines";
import { getClose } from "./queries";

export type CarryFacts = Awaited<ReturnType<typeof readCarryFacts>>;

/** What it takes to put what a close owes on an invoice. */
export async function readCarryFacts(
  tx: Transaction,
  { tenantId }: Message,
  { closeId }: { closeId: Id<"close"> },
  { now }: Context,
) {
  const close = await getClose(tx, tenantId, closeId);
  invariant(close.chargeId, `close ${closeId} owes something`);
  const charge = await getCharge(tx, tenantId, close.chargeId);
  const license = await getLicense(tx, tenantId);
  const account = await findPaymentAccount(tx, tenantId);
  const { user } = await paymentAdministratorOf(tx, tenantId);
  invariant(account?.stripeCustomerId, `the payer of close ${closeId} has a customer`);
  const { id: chargeId, promise, currency, daysUntilDue } = charge;
  return {
    close,
    subscriptionId: license.stripeSubscriptionId,
    lines: await expectedLines(tx, promise, user.locale),
    ours: new Set([...(await pricesOfCatalog(tx)), ...license.toldItems.map(({ id }) => id)]),
    knownDiscounts: promise.foundDiscounts,
    /** What a change since then gives back on this invoice: it is credited before the invoice is paid. */
    credits: await pendingCredits(tx, tenantId, close.chargeId, user.locale),
    /** The invoice of Choba's own, where the subscription's is none. */
    own: {
      chargeId,
      tenantId,
      customerId: account.stripeCustomerId,
      currency,
      lines: invoiceLinesOf(promise, user.locale),
      ...sellerOnInvoice(await sellerOf(tx), promise, user.locale, daysUntilDue !== null),
      totalMinor: promise.totalMinor,
      balanceMinor: null,
      discounts: null,
      isPayerPresent: false,
      daysUntilDue,
      dueAt: dueAtOf(await findPaymentTerms(tx, tenantId), now, close.timeZone),
    },
  };
}

/** The promise's lines with the Stripe price by which a subscription bills each. */
async function expectedLines(
  tx: Transaction,
  promise: ChargePromise,
  locale: Locale,
): Promise<ExpectedLine[]> {
  const texts = invoiceLinesOf(promise, locale);
  const invoiced = foldUsage(promise.lines);
  const lines: ExpectedLine[] = [];
  for (const [index, text] of texts.entries()) {
    const line = invoiced[index];
    const discountId = line?.kind === "discount" ? foundDiscountOf(line.coupon) : null;
    lines.push({ ...text, priceId: await priceOf(tx, line), wholeMinor: wholeOf(line), discountId });
  }
  return lines;
}

/** What the subscription bills where the promise has a part of a period. Stripe rounds it as the promise does. */
function wholeOf(line: InvoicedLine | undefined): bigint | null {
  if (line?.kind !== "charge" || line.part === null) return null;
  const whole = printDecimal(parseDecimal(line.unitAmountMinor) * BigInt(line.quantity));
  return /^\d+$/.test(whole) ? BigInt(whole) : null;
}

async function priceOf(tx: Transaction, line: InvoicedLine | undefined): Promise<string | null> {
  if (line?.kind !== "charge" || !isId("planVersion", line.planVersionId)) return null;
  const [price] = await tx
    .select({ priceId: stripePrices.stripePriceId })
    .from(stripePrices)
    .where(
      and(
        eq(stripePrices.planVersionId, line.planVersionId),
        eq(stripePrices.componentKey, line.component),
        eq(stripePrices.optionKey, line.optionKey),
        eq(stripePrices.interval, line.interval),
      ),
    );
  return price?.priceId ?? null;
}

async function pricesOfCatalog(tx: Transaction): Promise<string[]> {
  const rows = await tx.select({ priceId: stripePrices.stripePriceId }).from(stripePrices);
  return rows.map(({ priceId }) => priceId);
}
