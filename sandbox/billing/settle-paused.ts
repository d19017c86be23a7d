import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { finalizeInvoice, voidInvoice } from "./invoice";
import { markUncollectible } from "./mark-uncollectible";

/**
 * What becomes of an invoice while the collection of its subscription is paused
 * (docs.stripe.com/billing/subscriptions/pause-payment). False when it is not paused.
 */
export async function settlePaused(unit: Unit, invoice: Row<"invoice">): Promise<boolean> {
  const id = invoice.hidden.subscription;
  const pause = id ? (await unit.find("subscription", id))?.data.pause_collection : null;
  // An own invoice is no matter of the subscription's collection.
  if (!pause || invoice.data.billing_reason === "manual") return false;
  if (pause.behavior === "keep_as_draft") {
    invoice.data.auto_advance = false;
    invoice.data.automatically_finalizes_at = null;
    await unit.save(invoice);
    return true;
  }
  await finalizeInvoice(unit, invoice);
  if (invoice.data.status !== "open") return true;
  if (pause.behavior === "void") await voidInvoice(unit, invoice);
  else await markUncollectible(unit, invoice);
  return true;
}
