import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { findOpenOrder } from "@/lib/features/license/lifecycle/queries";
import { type OrderProgress, readOrderProgress } from "@/lib/features/license/orders/order-progress";
import { type ConfirmedOrder, placeOrder } from "@/lib/features/license/orders/place-order";
import { type ChangeFacts, readChangeFacts } from "@/lib/features/license/plan-change/change-facts";
import { digestOf } from "@/lib/features/license/plan-change/preview-change";
import type { WantedChange } from "@/lib/features/license/plan-change/wanted-change";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { reserveChange } from "./reserve-change";

export type ConfirmedShown =
  /** Something changed since it was shown: nothing was done, here is what it would be now. */
  | { outcome: "shown_anew"; facts: ChangeFacts }
  | { outcome: "reserved"; reservationId: Id<"reservation"> }
  | { outcome: "placed"; orderId: Id<"order">; message: MessageReference | null }
  | ({ outcome: "ordered" } & OrderProgress);

/**
 * Carries out a change exactly as it was shown, within the caller's transaction. The promise is worked out again; if
 * anything differs (the day, a price, a version, a tax, the balance, what was charged meanwhile), nothing happens.
 */
export async function confirmShown(
  scope: Omit<Writing<unknown>, "input">,
  wanted: WantedChange,
  confirmed: ConfirmedOrder,
): Promise<ConfirmedShown> {
  const { ctx, tx, tenantId, standing } = scope;
  await beginDuePeriods(tx, ctx, tenantId);
  const running = await sameOrder(scope, confirmed.digest);
  if (running) return { outcome: "ordered", ...running };
  const facts = await readChangeFacts(tx, standing, wanted, ctx.now);
  if (facts.kind === "same") throw new Refused("same_license");
  if (digestOf(facts) !== confirmed.digest) return { outcome: "shown_anew", facts };
  if (facts.kind === "downgrade") {
    const reservationId = await reserveChange(scope, facts, confirmed.promise?.id ?? null);
    return { outcome: "reserved", reservationId };
  }
  return { outcome: "placed", ...(await placeOrder(scope, facts, confirmed)) };
}

/** A second click or another tab: the same order is under way, and its progress is the answer. */
async function sameOrder(
  { tx, tenantId, standing }: Omit<Writing<unknown>, "input">,
  digest: string,
): Promise<OrderProgress | null> {
  const open = await findOpenOrder(tx, tenantId);
  if (!open) return null;
  if (open.digest !== digest) throw new Refused("change_pending");
  return readOrderProgress(tx, tenantId, standing, open.id);
}
