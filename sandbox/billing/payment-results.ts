import type { SubscriptionStatus } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";

/** Marks an open invoice as paid, and then updates its subscription. */
export async function invoicePaid(
  unit: Unit,
  invoice: Row<"invoice">,
  how: { outOfBand: boolean },
): Promise<void> {
  const { data } = invoice;
  data.status = "paid";
  data.attempted = true;
  data.amount_paid = data.amount_due;
  data.amount_remaining = 0;
  data.next_payment_attempt = null;
  data.status_transitions.paid_at = unit.at;
  data.auto_advance = false;
  await unit.save(invoice);
  for (const payment of await unit.all("invoice_payment", { invoice: invoice.id, status: "open" })) {
    payment.data.status = how.outOfBand ? "canceled" : "paid";
    payment.data.amount_paid = how.outOfBand ? null : payment.data.amount_requested;
    payment.data.status_transitions[how.outOfBand ? "canceled_at" : "paid_at"] = unit.at;
    await unit.save(payment);
    if (!how.outOfBand) await unit.emit("invoice_payment.paid", payment);
  }
  await unit.emit("invoice.paid", invoice);
  await unit.emit("invoice.payment_succeeded", invoice);
  const subscription = await subscriptionOf(unit, invoice);
  if (!subscription) return;
  const { status } = subscription.data;
  if (
    status === "incomplete" ||
    ((status === "past_due" || status === "unpaid") && !(await hasUnpaidInvoice(unit, subscription)))
  ) {
    const { trial_end } = subscription.data;
    await setStatus(unit, subscription, trial_end !== null && trial_end > unit.at ? "trialing" : "active");
  }
}

/** An attempt was declined, or there was no card to charge. */
export async function invoiceUnpaid(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  await unit.save(invoice);
  await unit.emit("invoice.payment_failed", invoice);
  await markPastDue(unit, invoice);
}

/** 3-D Secure: the payer must authenticate on the hosted invoice. Stripe also reports the attempt as failed. */
export async function invoiceNeedsAction(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  await unit.save(invoice);
  await unit.emit("invoice.payment_action_required", invoice);
  await unit.emit("invoice.payment_failed", invoice);
  await markPastDue(unit, invoice);
}

async function markPastDue(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  const subscription = await subscriptionOf(unit, invoice);
  if (subscription?.data.status === "active") await setStatus(unit, subscription, "past_due");
}

/** A sent invoice passed its due date unpaid. Its subscription becomes past due. Nothing else happens. */
export async function invoiceOverdue(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  invoice.hidden.isOverdue = true;
  await unit.save(invoice);
  await unit.emit("invoice.overdue", invoice);
  await markPastDue(unit, invoice);
}

export async function setStatus(
  unit: Unit,
  subscription: Row<"subscription">,
  status: SubscriptionStatus,
): Promise<void> {
  if (subscription.data.status === status) return;
  const before = render(subscription);
  subscription.data.status = status;
  await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
}

async function subscriptionOf(unit: Unit, invoice: Row<"invoice">): Promise<Row<"subscription"> | null> {
  return invoice.hidden.subscription ? unit.find("subscription", invoice.hidden.subscription) : null;
}

/** Whether the subscription has an open invoice that was attempted or is overdue. */
async function hasUnpaidInvoice(unit: Unit, subscription: Row<"subscription">): Promise<boolean> {
  const open = await unit.all("invoice", { customer: subscription.data.customer, status: "open" });
  return open.some(
    (invoice) =>
      invoice.hidden.subscription === subscription.id &&
      (invoice.data.attempted || invoice.hidden.isOverdue === true),
  );
}
