import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";
import { voidInvoice } from "./invoice";

/** Applies a pending update once its invoice is paid. */
export async function applyPendingUpdate(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const { pending } = subscription.hidden;
  if (!pending) return;
  const before = render(subscription);
  subscription.data.items.data = pending.items;
  subscription.data.billing_cycle_anchor = pending.anchor;
  subscription.data.pending_update = null;
  subscription.hidden.basis = pending.basis;
  subscription.hidden.debits = pending.debits;
  subscription.hidden.pending = null;
  await unit.save(subscription);
  await unit.emit("customer.subscription.pending_update_applied", subscription);
  await saveAndEmit(unit, "customer.subscription.updated", subscription, before);
}

/** Drops a pending update: voids its invoice and leaves the subscription as it was. */
export async function expirePendingUpdate(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const { pending } = subscription.hidden;
  if (!pending) return;
  subscription.data.pending_update = null;
  subscription.hidden.pending = null;
  await unit.save(subscription);
  const invoice = await unit.find("invoice", pending.invoice);
  if (invoice?.data.status === "open") await voidInvoice(unit, invoice);
  await unit.emit("customer.subscription.pending_update_expired", subscription);
}
