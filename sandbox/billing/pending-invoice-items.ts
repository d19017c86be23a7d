import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

/** The customer's pending invoice items that belong to this subscription, or to no subscription. */
export async function pendingItemsFor(
  unit: Unit,
  customer: string,
  subscription: string | null,
): Promise<Row<"invoiceitem">[]> {
  const items = await unit.all("invoiceitem", { customer });
  return items.filter(({ data }) => {
    if (data.invoice !== null) return false;
    const named = data.parent?.subscription_details.subscription ?? null;
    return named === null || named === subscription;
  });
}
