import { invalid } from "../core/errors";
import { newId } from "../core/ids";
import { type DisputeReason, newDispute } from "../shapes/dispute";
import type { Row } from "../store/kinds";
import { render } from "../store/render";
import { saveAndEmit } from "../store/save-and-emit";
import type { Unit } from "../store/unit";

/** Opens a dispute over what is not refunded of a charge. The invoice stays paid (docs.stripe.com/disputes). */
export async function openDispute(
  unit: Unit,
  charge: Row<"charge">,
  reason: DisputeReason,
): Promise<Row<"dispute">> {
  const { data } = charge;
  if (data.status !== "succeeded" || data.amount_refunded === data.amount)
    throw invalid("Only a charge that took money, and gave not all of it back, can be disputed.", "charge");
  if (data.disputed) throw invalid("This charge has been disputed already.", "charge");
  const row = await unit.create("dispute", newDispute(newId("du"), unit.at, data, reason), {});
  const before = render(charge);
  data.disputed = true;
  await unit.emit("charge.dispute.created", row);
  await unit.emit("charge.dispute.funds_withdrawn", row);
  await saveAndEmit(unit, "charge.updated", charge, before);
  return row;
}

/** Records the bank's decision. Closing a dispute through the API accepts it, and so loses it. */
export async function closeDispute(
  unit: Unit,
  dispute: Row<"dispute">,
  outcome: "won" | "lost",
): Promise<void> {
  if (dispute.data.status !== "needs_response") throw invalid("This dispute is already closed.");
  dispute.data.status = outcome;
  await unit.save(dispute);
  if (outcome === "won") await unit.emit("charge.dispute.funds_reinstated", dispute);
  await unit.emit("charge.dispute.closed", dispute);
}
