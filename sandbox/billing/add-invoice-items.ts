import { notCovered } from "../core/errors";
import type { Params } from "../params/params";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { createInvoiceItem } from "./create-invoice-item";

/** `add_invoice_items`: one-off items "appended to the next invoice for this subscription" (docs.stripe.com/api/subscriptions). */
export async function addInvoiceItems(
  unit: Unit,
  subscription: Row<"subscription">,
  customer: Row<"customer">,
  params: Params,
): Promise<void> {
  const sent = params.children("add_invoice_items") ?? [];
  if (sent.length > 20) throw params.fail("add_invoice_items", "At most 20 items are allowed.");
  for (const item of sent) {
    item.only(
      "discountable",
      "discounts",
      "metadata",
      "period",
      "price",
      "price_data",
      "quantity",
      "tax_rates",
    );
    if (item.has("period")) throw notCovered("periods of added items", item.name("period"));
    await createInvoiceItem(unit, customer, item, {
      currency: subscription.data.currency,
      subscription: subscription.id,
      period: sharedPeriod(subscription),
    });
  }
}

/** "`period.start.type` defaults to `max_item_period_start` and `period.end.type` to `min_item_period_end`" (docs.stripe.com/api/subscriptions). */
function sharedPeriod({ data }: Row<"subscription">): { end: number; start: number } {
  return {
    end: Math.min(...data.items.data.map((item) => item.current_period_end)),
    start: Math.max(...data.items.data.map((item) => item.current_period_start)),
  };
}
