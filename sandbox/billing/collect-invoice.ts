import { invalid, StripeError } from "../core/errors";
import { attemptCharge, type Outcome } from "../payments/attempt-charge";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { cancelSubscription } from "./cancel-subscription";
import { finalizeInvoice, paymentMethodFor } from "./invoice";
import { invoiceNeedsAction, invoicePaid, invoiceUnpaid } from "./payment-results";
import { settlePaused } from "./settle-paused";

/**
 * Pauses before each retry of a failed renewal. After the last one the subscription is cancelled. Stripe lets an account
 * retry for up to two months. These pauses add up to more than one month, so that a demo shows failed renewals in any week.
 */
const RETRY_AFTER_DAYS = [3, 5, 7, 10, 14];

/** Stripe's error when there is no payment method to charge. */
export const noPaymentMethod = () =>
  invalid(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
    undefined,
    "resource_missing",
  );

/** Tries once to charge an open invoice, and updates the invoice and its subscription by the result. */
export async function collectInvoice(
  unit: Unit,
  invoice: Row<"invoice">,
  method: Row<"payment_method"> | null,
  how: { isPayerAway: boolean } = { isPayerAway: false },
): Promise<Outcome> {
  const intent = await unit.need("payment_intent", invoice.hidden.paymentIntent ?? "");
  invoice.data.attempted = true;
  // Counted before the attempt, so that its events show it.
  invoice.data.attempt_count += 1;
  await unit.save(invoice);
  const outcome = await attemptCharge(unit, intent, method, how);
  if (outcome.state === "succeeded") await invoicePaid(unit, invoice, { outOfBand: false });
  else if (outcome.state === "requires_action") {
    // What waits for the payer is no failed attempt yet: Stripe counts 0 on a first invoice.
    invoice.data.attempt_count -= 1;
    await invoiceNeedsAction(unit, invoice);
  } else await invoiceUnpaid(unit, invoice);
  return outcome;
}

/** Finalises a draft whose hour is over, and sends or collects it. */
export async function advanceDraft(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  if (await settlePaused(unit, invoice)) return;
  try {
    await finalizeInvoice(unit, invoice);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    await finalizationFailed(unit, invoice, error);
    return;
  }
  if (invoice.data.status !== "open") return;
  if (invoice.data.collection_method === "send_invoice") {
    await unit.emit("invoice.sent", invoice);
    return;
  }
  await collectByClock(unit, invoice);
}

/** The draft stays a draft, and says why (docs.stripe.com/billing/invoices/finalization-failures). */
async function finalizationFailed(unit: Unit, invoice: Row<"invoice">, { body }: StripeError): Promise<void> {
  invoice.data.automatically_finalizes_at = null;
  invoice.data.last_finalization_error = { message: body.message, type: body.type };
  await unit.save(invoice);
  await unit.emit("invoice.finalization_failed", invoice);
}

/** Tries to collect, and plans the next attempt. When the last attempt fails the subscription is cancelled. */
export async function collectByClock(unit: Unit, invoice: Row<"invoice">): Promise<Outcome> {
  const delayDays = RETRY_AFTER_DAYS[invoice.hidden.retries];
  invoice.hidden.retries += 1;
  // Set before the attempt, so that `invoice.payment_failed` shows when the next attempt comes.
  invoice.data.next_payment_attempt = delayDays === undefined ? null : unit.at + delayDays * 86_400;
  const outcome = await collectInvoice(unit, invoice, await paymentMethodFor(unit, invoice));
  if (outcome.state === "succeeded" || delayDays !== undefined) return outcome;
  invoice.data.auto_advance = false;
  await unit.save(invoice);
  const subscription = invoice.hidden.subscription
    ? await unit.find("subscription", invoice.hidden.subscription)
    : null;
  if (subscription && subscription.data.status !== "canceled") {
    await cancelSubscription(unit, subscription, "payment_failed");
  }
  return outcome;
}

/** The 402 response for a failed attempt. With `keep`, what happened before is committed. */
export function cardError(outcome: Outcome, keep: boolean): StripeError {
  if (outcome.state === "requires_action") {
    return new StripeError(
      402,
      {
        type: "card_error",
        code: "invoice_payment_intent_requires_action",
        message:
          "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.",
        doc_url: "https://stripe.com/docs/error-codes/invoice-payment-intent-requires-action",
      },
      keep,
    );
  }
  const error = outcome.error;
  if (!error) return noPaymentMethod();
  return new StripeError(402, JSON.parse(JSON.stringify(error)), keep);
}
