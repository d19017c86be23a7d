import { invalid, noSuch, StripeError } from "../core/errors";
import { newId } from "../core/ids";
import { type BillingDetails, type Card, newPaymentMethod } from "../shapes/payment";
import type { PaymentMethodHidden, Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { declineError } from "./attempt-charge";
import { type TestCard, testCardById } from "./test-cards";

export const noBilling = (): BillingDetails => ({
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
});

export async function createMethod(
  unit: Unit,
  card: TestCard,
  billing: BillingDetails,
  expiry?: { month: number; year: number },
): Promise<Row<"payment_method">> {
  const year = new Date(unit.at * 1000).getUTCFullYear() + 4;
  const shown: Card = {
    brand: card.brand,
    last4: card.number.slice(-4),
    expMonth: expiry?.month ?? 12,
    expYear: expiry?.year ?? year,
    country: card.country,
    fingerprint: newId("f", 16).slice(2),
  };
  const hidden: PaymentMethodHidden = {
    behavior: card.behavior,
    declineCode: card.declineCode,
    isSetUp: false,
  };
  return unit.create("payment_method", newPaymentMethod(newId("pm"), unit.at, shown, billing), hidden);
}

/** The payment method with this id, or a new one for Stripe's `pm_card_…` ids. */
export async function resolveMethod(unit: Unit, id: string, param: string): Promise<Row<"payment_method">> {
  const card = testCardById(id);
  return card ? createMethod(unit, card, noBilling()) : unit.need("payment_method", id, param);
}

export async function attachMethod(
  unit: Unit,
  id: string,
  customer: Row<"customer">,
): Promise<Row<"payment_method">> {
  const method = await resolveMethod(unit, id, "payment_method");
  if (method.data.customer === customer.id) return method;
  if (method.data.customer) {
    throw invalid(
      "The payment method you provided has already been attached to a customer.",
      undefined,
      "payment_method_unexpected_state",
    );
  }
  if (method.hidden.behavior === "declined_at_once") {
    throw new StripeError(402, JSON.parse(JSON.stringify(declineError(method.hidden.declineCode, null))));
  }
  method.data.customer = customer.id;
  await unit.save(method);
  await unit.emit("payment_method.attached", method);
  return method;
}

export async function detachMethod(unit: Unit, method: Row<"payment_method">): Promise<void> {
  const { customer } = method.data;
  if (!customer) {
    throw invalid(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      undefined,
      "payment_method_unexpected_state",
    );
  }
  const owner = await unit.need("customer", customer);
  method.data.customer = null;
  await unit.save(method);
  if (owner.data.invoice_settings.default_payment_method === method.id) {
    owner.data.invoice_settings.default_payment_method = null;
    await unit.save(owner);
  }
  for (const subscription of await unit.all("subscription", { customer })) {
    if (subscription.data.default_payment_method !== method.id) continue;
    subscription.data.default_payment_method = null;
    await unit.save(subscription);
  }
  await unit.emit("payment_method.detached", method, { customer });
}

/** The id, after checking that the payment method belongs to the customer. */
export async function needOwnMethod(
  unit: Unit,
  id: string,
  customer: string,
  param: string,
): Promise<string> {
  const method = await unit.need("payment_method", id, param);
  if (method.data.customer !== customer) {
    const error = noSuch("PaymentMethod", id, param, 400);
    throw invalid(
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
      param,
      "resource_missing",
      { doc_url: String(error.body.doc_url) },
    );
  }
  return id;
}
