import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { voidInvoice } from "./invoice";

/** Cancels the subscription now and stops collecting its open invoices. */
export async function cancelSubscription(
  unit: Unit,
  subscription: Row<"subscription">,
  reason: "cancellation_requested" | "payment_failed",
): Promise<void> {
  const { data } = subscription;
  const wasIncomplete = data.status === "incomplete";
  data.status = "canceled";
  data.canceled_at ??= unit.at;
  data.ended_at = unit.at;
  data.cancellation_details.reason ??= reason;
  await unit.save(subscription);
  await stopCollection(unit, subscription);
  if (wasIncomplete) {
    // Nobody may pay for a subscription that never became active.
    for (const invoice of await unit.all("invoice", { customer: data.customer, status: "open" }))
      if (invoice.hidden.subscription === subscription.id) await voidInvoice(unit, invoice);
  }
  await unit.emit("customer.subscription.deleted", subscription);
}

/**
 * "By default, upon subscription cancellation, Stripe stops automatic collection of all finalized invoices for the customer"
 * (docs.stripe.com/api/subscriptions/cancel). A draft of the subscription does not advance any more either.
 */
async function stopCollection(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const { customer } = subscription.data;
  for (const invoice of await unit.all("invoice", { customer })) {
    const { data, hidden } = invoice;
    const isStopped =
      data.status === "open" || (data.status === "draft" && hidden.subscription === subscription.id);
    if (!isStopped) continue;
    const before = render(invoice);
    data.auto_advance = false;
    data.automatically_finalizes_at = null;
    data.next_payment_attempt = null;
    await saveAndEmit(unit, "invoice.updated", invoice, before);
  }
}

/** Expires a subscription whose first invoice was not paid within 23 hours. */
export async function expireIncomplete(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const before = render(subscription);
  subscription.data.status = "incomplete_expired";
  subscription.data.ended_at = unit.at;
  await unit.save(subscription);
  const invoice = subscription.data.latest_invoice
    ? await unit.find("invoice", subscription.data.latest_invoice)
    : null;
  if (invoice?.data.status === "open") await voidInvoice(unit, invoice);
  await unit.emit("customer.subscription.updated", subscription, { status: before.status ?? null });
}
