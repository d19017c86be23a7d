import { invalid, notCovered } from "../core/errors";
import { writeDiscounts } from "../discounts/subscription-discounts";
import type { Params } from "../params/params";
import { needOwnMethod } from "../payments/payment-methods";
import { readCustomFields } from "../shapes/custom-fields";
import { PAUSE_BEHAVIORS, type Subscription } from "../shapes/subscription";
import type { Unit } from "../store/unit";
import { readTaxRates } from "../taxes/read-tax-rates";

/** Reads the parameters of a subscription that change no price and no date. */
export async function readSettings(unit: Unit, data: Subscription, params: Params): Promise<void> {
  data.metadata = params.metadata(data.metadata);
  data.default_tax_rates =
    (await readTaxRates(unit, params, "default_tax_rates", data.default_tax_rates)) ?? data.default_tax_rates;
  await writeDiscounts(unit, data, params);
  const description = params.text("description");
  if (description !== undefined) data.description = description;
  const method = params.text("default_payment_method");
  if (method !== undefined) {
    data.default_payment_method = method
      ? await needOwnMethod(unit, method, data.customer, "default_payment_method")
      : null;
  }
  data.collection_method =
    params.oneOf("collection_method", ["charge_automatically", "send_invoice"]) ?? data.collection_method;
  const days = params.integer("days_until_due");
  if (days !== undefined) data.days_until_due = days;
  if (data.collection_method === "send_invoice" && data.days_until_due === null) {
    throw invalid("When collection_method is 'send_invoice', days_until_due is required.", "days_until_due");
  }
  if (data.collection_method === "charge_automatically") data.days_until_due = null;
  const payment = params
    .child("payment_settings")
    ?.only("save_default_payment_method", "payment_method_types");
  if (payment) {
    data.payment_settings.save_default_payment_method =
      payment.oneOf("save_default_payment_method", ["off", "on_subscription"]) ?? "off";
    data.payment_settings.payment_method_types = payment.texts("payment_method_types") ?? null;
  }
  const invoicing = params.child("invoice_settings")?.only("custom_fields", "description", "footer");
  if (invoicing) {
    const fields = readCustomFields(invoicing);
    if (fields !== undefined) data.invoice_settings.custom_fields = fields;
    const footer = invoicing.text("footer");
    if (footer !== undefined) data.invoice_settings.footer = footer;
    const text = invoicing.text("description");
    if (text !== undefined) data.invoice_settings.description = text;
  }
  if (params.child("automatic_tax")?.only("enabled", "liability").flag("enabled"))
    throw notCovered("automatic tax", "automatic_tax[enabled]");
  readTrialSettings(data, params);
  readPause(unit, data, params);
  const mode = params.child("billing_mode")?.only("type", "flexible").text("type");
  if (mode && mode !== "flexible")
    throw invalid("The sandbox only knows flexible billing mode.", "billing_mode[type]");
}

function readTrialSettings(data: Subscription, params: Params): void {
  const end = params.child("trial_settings")?.only("end_behavior").child("end_behavior");
  if (!end) return;
  end.only("missing_payment_method").need("missing_payment_method");
  const behavior = end.oneOf("missing_payment_method", ["create_invoice", "cancel", "pause"]);
  if (behavior === "pause") throw notCovered("trials that pause", end.name("missing_payment_method"));
  if (behavior) data.trial_settings.end_behavior.missing_payment_method = behavior;
}

/** "Pass an empty string to resume collection", docs.stripe.com/billing/subscriptions/pause-payment. */
function readPause(unit: Unit, data: Subscription, params: Params): void {
  if (params.isEmpty("pause_collection")) data.pause_collection = null;
  const sent = params.child("pause_collection")?.only("behavior", "resumes_at");
  if (!sent) return;
  sent.need("behavior");
  const behavior = sent.oneOf("behavior", PAUSE_BEHAVIORS) ?? "keep_as_draft";
  const resumes = sent.integer("resumes_at") ?? null;
  if (resumes !== null && resumes <= unit.at)
    throw sent.fail("resumes_at", "`resumes_at` must be in the future.");
  data.pause_collection = { behavior, resumes_at: resumes };
}
