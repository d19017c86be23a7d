import { and, eq } from "drizzle-orm";
import { stripePrices } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import type { ChargePromise, PromisedLine } from "@/lib/domain/promise/charge-promise";
import { handler, type Message } from "@/lib/features/foundation/outbox/handler";
import { enqueueInvoiceRefresh } from "@/lib/features/license/charges/enqueue-invoice-refresh";
import { invoiceFooterOf, invoiceLinesOf } from "@/lib/features/license/charges/invoice-of";
import { getCharge } from "@/lib/features/license/charges/queries";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import type { Locale } from "@/lib/i18n/locales";
import { nameCharge, readInvoice } from "@/lib/stripe/invoices";
import { chargeOwnInvoice, type InvoiceLine } from "@/lib/stripe/own-invoices";
import {
  completeRenewalDraft,
  type ExpectedLine,
  findRenewalInvoice,
  lackOfRenewalInvoice,
} from "@/lib/stripe/renewal-drafts";
import { applyInvoiceToClose } from "./apply-invoice";
import { getClose, updateClose } from "./queries";

/** A draft that has not come by then is not waited for: Choba makes an invoice of its own. */
const draftWaitMs = 2 * 60 * 60 * 1000;

/**
 * Puts what a close owes on its invoice: the draft of the subscription's renewal, or without one an invoice of Choba's
 * own. While the draft may still come nothing is done; the sweep and the draft's webhook ask again.
 */
export const stripeCloseCarry = handler("stripe.close.carry", {
  prepare: readCarryFacts,
  async execute(_parameters, message, ctx, facts) {
    const { close, charge, subscriptionId, customerId, lines, footer, ourPrices } = facts;
    if (close.closedAt || close.state === "held") return null;
    const renewal =
      subscriptionId && close.kind === "period"
        ? await findRenewalInvoice(subscriptionId, close.dueAt)
        : null;
    const { totalMinor } = charge.promise;
    if (renewal?.isDraft) {
      const expected = { chargeId: charge.id, lines, footer, totalMinor };
      return completeRenewalDraft(renewal.id, expected, ourPrices, message.id);
    }
    if (renewal) return adoptFinal(renewal.id, facts, message);
    const mayStillCome =
      subscriptionId !== null &&
      close.kind === "period" &&
      ctx.now.getTime() - close.dueAt.getTime() < draftWaitMs;
    if (mayStillCome) return null;
    const own = {
      chargeId: charge.id,
      tenantId: message.tenantId,
      customerId,
      currency: charge.currency,
      lines,
      footer,
      totalMinor,
      balanceMinor: null,
      isPayerPresent: false,
      daysUntilDue: charge.daysUntilDue,
    };
    return chargeOwnInvoice(own, message.id, message.attempts > 1);
  },
  async settle(tx, ctx, { tenantId }, { closeId }, invoice) {
    if (!invoice) return;
    await applyInvoiceToClose(tx, ctx, { tenantId, closeId }, invoice);
    await enqueueInvoiceRefresh(tx, invoice.id);
  },
  async refuse(tx, _ctx, { tenantId }, { closeId }, reason) {
    await updateClose(tx, { tenantId, id: closeId }, { problem: reason });
  },
});

/**
 * The renewal's invoice was final before Choba could complete it, after an outage for example. It carries the charge as
 * it is, and what it lacks follows at once on an invoice of its own.
 */
async function adoptFinal(
  renewalId: string,
  { charge, customerId, lines, footer, ourPrices }: CarryFacts,
  message: Message,
) {
  const lack = await lackOfRenewalInvoice(renewalId, lines, ourPrices);
  if (lack.length > 0)
    await chargeOwnInvoice(
      {
        chargeId: `${charge.id}:difference`,
        tenantId: message.tenantId,
        customerId,
        currency: charge.currency,
        lines: lack,
        footer,
        daysUntilDue: charge.daysUntilDue,
        totalMinor: lack.reduce((sum, { amountMinor, taxes }) => sum + amountMinor + exclusiveOf(taxes), 0n),
        balanceMinor: null,
        isPayerPresent: false,
      },
      // Another key than that of an attempt that found a draft.
      `${message.id}:difference`,
      message.attempts > 1,
    );
  await nameCharge(renewalId, charge.id, `${message.id}:name`);
  return readInvoice(renewalId);
}

const exclusiveOf = (taxes: InvoiceLine["taxes"]): bigint =>
  taxes.reduce((sum, { inclusive, amountMinor }) => (inclusive ? sum : sum + amountMinor), 0n);

type CarryFacts = Awaited<ReturnType<typeof readCarryFacts>>;

async function readCarryFacts(tx: Transaction, { tenantId }: Message, { closeId }: { closeId: Id<"close"> }) {
  const close = await getClose(tx, tenantId, closeId);
  invariant(close.chargeId, `close ${closeId} owes something`);
  const charge = await getCharge(tx, tenantId, close.chargeId);
  const license = await getLicense(tx, tenantId);
  const account = await findPaymentAccount(tx, tenantId);
  const { user } = await paymentAdministratorOf(tx, tenantId);
  invariant(account?.stripeCustomerId, `the payer of close ${closeId} has a customer`);
  return {
    close,
    charge,
    subscriptionId: license.stripeSubscriptionId,
    customerId: account.stripeCustomerId,
    lines: await expectedLines(tx, charge.promise, user.locale),
    footer: invoiceFooterOf(charge.promise, user.locale),
    ourPrices: await pricesOfCatalog(tx),
  };
}

/** The promise's lines with the Stripe price by which a subscription bills each. */
async function expectedLines(
  tx: Transaction,
  promise: ChargePromise,
  locale: Locale,
): Promise<ExpectedLine[]> {
  const texts = invoiceLinesOf(promise, locale);
  const lines: ExpectedLine[] = [];
  for (const [index, text] of texts.entries())
    lines.push({ ...text, priceId: await priceOf(tx, promise.lines[index]) });
  return lines;
}

async function priceOf(tx: Transaction, line: PromisedLine | undefined): Promise<string | null> {
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

async function pricesOfCatalog(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ priceId: stripePrices.stripePriceId }).from(stripePrices);
  return new Set(rows.map(({ priceId }) => priceId));
}
