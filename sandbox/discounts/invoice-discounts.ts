import { invalid, missing, notCovered } from "../core/errors";
import type { Params } from "../params/params";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { redeem } from "./discount";

/**
 * Reads `discounts` of an invoice: "If not specified, inherits the discount from the invoice's customer. Pass an empty string
 * to avoid inheriting any discounts" (docs.stripe.com/api/invoices/create). What is named replaces what was there.
 */
export async function writeInvoiceDiscounts(
  unit: Unit,
  invoice: Row<"invoice">,
  params: Params,
): Promise<void> {
  const sent = params.children("discounts");
  if (!sent) return;
  const { data, hidden } = invoice;
  // The control endpoint can make a subscription's draft keep what it has.
  if (hidden.subscription && unit.environment.failures.strike("keep_discounts", unit.request)) return;
  const customer = await unit.need("customer", data.customer, "customer");
  const subscription = hidden.subscription ? await unit.find("subscription", hidden.subscription) : null;
  const known = [
    ...data.discounts,
    ...(customer.data.discount ? [customer.data.discount.id] : []),
    ...(subscription?.data.discounts ?? []),
  ];
  const wanted: string[] = [];
  for (const entry of sent) {
    entry.only("coupon", "discount", "promotion_code");
    if (entry.has("promotion_code")) throw notCovered("promotion codes", entry.name("promotion_code"));
    const present = entry.text("discount");
    if (present) {
      if (!known.includes(present))
        throw invalid(`No such discount: '${present}'`, entry.name("discount"), "resource_missing");
      wanted.push(present);
      continue;
    }
    const id = entry.text("coupon");
    if (!id) throw missing(entry.name("coupon"));
    const coupon = await unit.need("coupon", id, entry.name("coupon"));
    const owner = {
      customer: data.customer,
      subscription: null,
      currency: data.currency,
      invoice: invoice.id,
    };
    wanted.push((await redeem(unit, coupon, owner)).id);
  }
  data.discounts = wanted;
}
