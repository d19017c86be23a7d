import { cancelSubscription } from "../billing/cancel-subscription";
import { invalid } from "../core/errors";
import type { Params } from "../params/params";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { creditUnusedTime } from "./credit-unused-time";

/** Cancels a subscription at once, as `DELETE /v1/subscriptions/:id` and the dashboard do. */
export async function endNow(unit: Unit, row: Row<"subscription">, params: Params): Promise<void> {
  if (row.data.status === "canceled" || row.data.status === "incomplete_expired") {
    throw invalid(`No such subscription: '${row.id}'`, "id", "resource_missing");
  }
  const details = params.child("cancellation_details")?.only("comment", "feedback");
  row.data.cancellation_details.comment = details?.text("comment") ?? null;
  row.data.cancellation_details.feedback = details?.text("feedback") ?? null;
  await creditUnusedTime(unit, row, {
    prorate: params.flag("prorate") ?? false,
    invoiceNow: params.flag("invoice_now") ?? false,
  });
  // It has ended: what was set for a later end is void.
  row.data.cancel_at = null;
  row.data.cancel_at_period_end = false;
  await cancelSubscription(unit, row, "cancellation_requested");
}
