import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { orders, reservations } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { returnAddress } from "@/lib/features/foundation/input/return-address";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { locales } from "@/lib/i18n/locales";
import { type ConfirmedShown, confirmShown } from "./confirm-shown";
import { followPlaced } from "./follow-placed";
import { findPromise, keepPromise, type PromisedPreview } from "./kept-promises";

export type PlacedPromise =
  /** Something changed since: nothing was done, here is a new promise. */
  | { outcome: "promise_changed"; promise: PromisedPreview }
  | { outcome: "reserved"; reservationId: Id<"reservation"> }
  | { outcome: "ordered"; orderId: Id<"order"> };

const input = z.strictObject({
  promiseId: id("promise"),
  /** Where the payer's browser is sent from the pages on which a card is left or a payment confirmed. */
  returnUrl: returnAddress.optional(),
  /** The language of these pages. */
  locale: z.enum(locales),
});

/**
 * Places what was promised: more is ordered and charged, less is reserved. The same promise again is the same order or
 * reservation, whatever has become of it.
 */
export const placePromise = useCase(tenant("license.change", { locks: true }), {
  input,
  async write(scope): Promise<PlacedPromise | Extract<ConfirmedShown, { outcome: "placed" }>> {
    const { tx, tenantId, input } = scope;
    const placed = await placedBefore(scope);
    if (placed) return placed;
    const promise = await findPromise(tx, tenantId, input.promiseId);
    if (!promise) throw new Refused("not_found");
    const { locale, returnUrl = null } = input;
    const confirmed = await confirmShown(scope, promise.change, {
      digest: promise.digest,
      locale,
      promise: { id: promise.id, returnUrl, payToken: randomBytes(24).toString("base64url") },
    });
    if (confirmed.outcome === "shown_anew")
      return {
        outcome: "promise_changed",
        promise: await keepPromise(scope, promise.change, confirmed.facts),
      };
    return confirmed;
  },
  async afterCommit(scope, written): Promise<PlacedPromise> {
    if (written.outcome !== "placed") return written;
    const { orderId } = await followPlaced(scope, written);
    return { outcome: "ordered", orderId };
  },
});

async function placedBefore({
  tx,
  tenantId,
  input: { promiseId },
}: Writing<z.output<typeof input>>): Promise<PlacedPromise | null> {
  const [order] = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.tenantId, tenantId), eq(orders.promiseId, promiseId)));
  if (order) return { outcome: "ordered", orderId: order.id };
  const [reservation] = await tx
    .select({ id: reservations.id })
    .from(reservations)
    .where(and(eq(reservations.tenantId, tenantId), eq(reservations.promiseId, promiseId)));
  return reservation ? { outcome: "reserved", reservationId: reservation.id } : null;
}
