import { TRIAL_NOTICE_S } from "../store/due-at";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

/** Emits `customer.subscription.trial_will_end` once, three days before the end, or at once for a shorter trial. */
export async function announceTrialEnd(unit: Unit, subscription: Row<"subscription">): Promise<void> {
  const { data, hidden } = subscription;
  if (data.status !== "trialing" || data.trial_end === null || hidden.announcedTrialEnd === data.trial_end)
    return;
  if (data.trial_end - TRIAL_NOTICE_S > unit.at) return;
  hidden.announcedTrialEnd = data.trial_end;
  await unit.save(subscription);
  await unit.emit("customer.subscription.trial_will_end", subscription);
}
