import { invalid } from "../core/errors";
import { attemptCharge, decline, type Outcome } from "../payments/attempt-charge";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { collectInvoice } from "./collect-invoice";
import { invoicePaid, invoiceUnpaid } from "./payment-results";

/** Charges this payment method while the payer is present, and updates the invoice behind the intent. */
export async function confirmIntent(
  unit: Unit,
  intent: Row<"payment_intent">,
  method: Row<"payment_method">,
): Promise<Outcome> {
  if (intent.data.status === "succeeded" || intent.data.status === "canceled") {
    throw invalid(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.data.status}.`,
      undefined,
      "payment_intent_unexpected_state",
    );
  }
  const invoice = intent.hidden.invoice ? await unit.need("invoice", intent.hidden.invoice) : null;
  return invoice ? collectInvoice(unit, invoice, method) : attemptCharge(unit, intent, method);
}

/** The payer has passed or failed the 3-D Secure challenge of a payment. */
export async function answerPaymentChallenge(
  unit: Unit,
  intent: Row<"payment_intent">,
  isPassed: boolean,
): Promise<Outcome> {
  if (intent.data.status !== "requires_action" || !intent.data.payment_method) {
    throw invalid(
      "This payment does not wait for authentication.",
      undefined,
      "payment_intent_unexpected_state",
    );
  }
  const method = await unit.need("payment_method", intent.data.payment_method, "payment_method");
  const invoice = intent.hidden.invoice ? await unit.need("invoice", intent.hidden.invoice) : null;
  if (!isPassed) {
    intent.data.next_action = null;
    const outcome = await decline(unit, intent, method, "authentication_failed");
    if (invoice) await invoiceUnpaid(unit, invoice);
    return outcome;
  }
  const outcome = await attemptCharge(unit, intent, method, { challengePassed: true });
  if (!invoice) return outcome;
  if (outcome.state === "succeeded") await invoicePaid(unit, invoice, { outOfBand: false });
  else await invoiceUnpaid(unit, invoice);
  return outcome;
}
