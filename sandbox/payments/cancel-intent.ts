import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

export async function cancelIntent(unit: Unit, intent: Row<"payment_intent">, reason: string): Promise<void> {
  if (intent.data.status === "succeeded" || intent.data.status === "canceled") return;
  intent.data.status = "canceled";
  intent.data.canceled_at = unit.at;
  intent.data.cancellation_reason = reason;
  intent.data.next_action = null;
  await unit.save(intent);
  await unit.emit("payment_intent.canceled", intent);
}
