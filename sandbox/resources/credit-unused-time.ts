import { collectInvoice } from "../billing/collect-invoice";
import { draftInvoice, finalizeInvoice, paymentMethodFor } from "../billing/invoice";
import { creditLine, pendingItem } from "../billing/lines";
import { pendingItemsFor } from "../billing/pending-invoice-items";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

/** On an immediate cancellation: credits the unused time, and invoices what is pending. */
export async function creditUnusedTime(
  unit: Unit,
  subscription: Row<"subscription">,
  how: { prorate: boolean; invoiceNow: boolean },
): Promise<void> {
  const { data, hidden } = subscription;
  if (how.prorate) {
    for (const debit of Object.values(hidden.debits).flat()) {
      const credit = await creditLine(unit, debit, unit.at);
      if (credit) await pendingItem(unit, credit, data.customer, data.metadata);
    }
  }
  if (!how.invoiceNow) return;
  const customer = await unit.need("customer", data.customer, "customer");
  const pending = await pendingItemsFor(unit, customer.id, subscription.id);
  if (pending.length === 0) return;
  const invoice = await draftInvoice(unit, {
    customer,
    subscription,
    reason: "subscription_update",
    lines: [],
    pending,
    currency: data.currency,
    period: { start: unit.at, end: unit.at },
    autoAdvance: true,
  });
  await finalizeInvoice(unit, invoice);
  if (invoice.data.status === "open" && data.collection_method === "charge_automatically") {
    await collectInvoice(unit, invoice, await paymentMethodFor(unit, invoice));
  }
}
