import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

/** Bad debt: nothing is collected any more, but the invoice can still be paid. */
export async function markUncollectible(unit: Unit, invoice: Row<"invoice">): Promise<void> {
  const { data } = invoice;
  data.status = "uncollectible";
  data.status_transitions.marked_uncollectible_at = unit.at;
  data.auto_advance = false;
  data.next_payment_attempt = null;
  await unit.save(invoice);
  await unit.emit("invoice.marked_uncollectible", invoice);
}
