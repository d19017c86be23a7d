import type { Transaction } from "@/lib/db/transaction";
import { nextRetry } from "@/lib/domain/collection/collection";
import type { Context } from "@/lib/features/foundation/context/context";
import type { Charge } from "@/lib/features/license/charges/queries";
import { getCharge, updateCharge } from "@/lib/features/license/charges/queries";
import { collectionSettingsOf } from "./collection-settings";

/**
 * Notes since when an invoice that is charged to a card could not be collected, and when it is tried again. Stripe itself
 * retries those of a subscription: `isOurs` is false for them. Safe to repeat.
 */
export async function scheduleRetry(
  tx: Transaction,
  { now }: Context,
  { tenantId, id }: Pick<Charge, "tenantId" | "id">,
  isOurs: boolean,
): Promise<void> {
  const charge = await getCharge(tx, tenantId, id);
  const isFailing = charge.state === "open" && charge.reason !== null && charge.daysUntilDue === null;
  if (!isFailing) {
    if (charge.failedAt || charge.nextRetryAt)
      await updateCharge(tx, charge, { failedAt: null, nextRetryAt: null });
    return;
  }
  const failedAt = charge.failedAt ?? now;
  // The bank asks the payer: without them it would only decline again.
  const isTriedAgain = isOurs && charge.reason !== "authentication_required";
  const nextRetryAt = isTriedAgain
    ? nextRetry(await collectionSettingsOf(tx), charge.retriedAt ?? failedAt, charge.retries)
    : null;
  await updateCharge(tx, charge, { failedAt, nextRetryAt });
}
