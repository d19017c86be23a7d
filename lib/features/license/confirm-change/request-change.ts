import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { findCheckout } from "@/lib/features/license/checkouts/queries";
import { findOpenOrder, findOpenReservation } from "@/lib/features/license/lifecycle/queries";
import { type OrderProgress, readOrderProgress } from "@/lib/features/license/orders/order-progress";
import { placeOrder } from "@/lib/features/license/orders/place-order";
import { type ChangeFacts, readChangeFacts } from "@/lib/features/license/plan-change/change-facts";
import { digestOf } from "@/lib/features/license/plan-change/preview-change";
import { requestedChangeSchema } from "@/lib/features/license/plan-change/requested-change";
import { requireNow } from "@/lib/features/license/plan-change/require-now";
import { beginDuePeriods } from "@/lib/features/license/renewal/begin-due-periods";
import { closeReservation } from "@/lib/features/license/reservations/close-reservation";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";
import { locales } from "@/lib/i18n/locales";
import { followPlaced } from "./follow-placed";
import { isSameChange } from "./is-same-change";
import { reserveChange } from "./reserve-change";

export type RequestedChange =
  /** It is what is held already. */
  { outcome: "held" } | { outcome: "reserved" } | ({ outcome: "ordered" } & OrderProgress);

type Written =
  | RequestedChange
  | { outcome: "placed"; orderId: Id<"order">; message: MessageReference | null };

const requestSchema = requestedChangeSchema.extend({
  /** The language of the page on which the payer leaves a card. */
  locale: z.enum(locales),
  /** Takes back what is reserved first. */
  cancelsReservation: z.boolean().default(false),
  checkoutId: id("checkout").optional(),
});

/**
 * Changes or buys a license as the SaaS's own servers ask for it, without a preview to confirm. More is ordered and
 * paid first; less is reserved. The same request again answers what the first one did: what is held, reserved or
 * ordered already is not ordered twice.
 */
export const requestChange = useCase(tenant("license.request_change", { locks: true }), {
  input: requestSchema,
  async write(scope): Promise<Written> {
    const { ctx, tx, tenantId, standing, input } = scope;
    const { locale, cancelsReservation, checkoutId, isNow, mode, waits, ...wanted } = input;
    await beginDuePeriods(tx, ctx, tenantId);
    if (checkoutId && !(await findCheckout(tx, tenantId, checkoutId))) throw new Refused("not_found");
    const running = await findOpenOrder(tx, tenantId);
    if (running) {
      if (running.mode !== mode || !(await isSameChange(tx, running, wanted)))
        throw new Refused("change_pending");
      const progress = await readOrderProgress(tx, tenantId, standing, running.id);
      if (progress) return { outcome: "ordered", ...progress };
    }
    const reserved = await findOpenReservation(tx, tenantId);
    if (reserved && (await isSameChange(tx, reserved, wanted))) {
      requireNow({ kind: "downgrade" }, isNow);
      return { outcome: "reserved" };
    }
    if (reserved && cancelsReservation) await takeBack(scope, reserved);
    const facts = await readChangeFacts(tx, standing, { ...wanted, mode }, ctx.now, waits);
    requireNow(facts, isNow);
    return carryOut(scope, facts, reserved !== null && !cancelsReservation);
  },
  async afterCommit(scope, written): Promise<RequestedChange> {
    return written.outcome === "placed" ? followPlaced(scope, written) : written;
  },
});

type Scope = Writing<z.output<typeof requestSchema>>;

async function carryOut(scope: Scope, facts: ChangeFacts, isReserved: boolean): Promise<Written> {
  const { locale, checkoutId } = scope.input;
  if (facts.kind === "same") {
    // What is held goes on only until the reservation takes effect, so it is not what was asked for.
    if (isReserved) throw new Refused("change_pending");
    return { outcome: "held" };
  }
  if (facts.kind === "downgrade") {
    await reserveChange(scope, facts);
    return { outcome: "reserved" };
  }
  const digest = digestOf(facts);
  return { outcome: "placed", ...(await placeOrder(scope, facts, { digest, locale, checkoutId })) };
}

async function takeBack(
  { ctx, tx, tenantId, audit }: Scope,
  reservation: NonNullable<Awaited<ReturnType<typeof findOpenReservation>>>,
): Promise<void> {
  if (ctx.now >= reservation.effectiveAt) throw new Refused("too_late");
  await audit({ action: "reservation.cancel", before: { reservationId: reservation.id } });
  await closeReservation(tx, ctx, reservation, "cancelled");
  if (reservation.followedAt) await enqueueSync(tx, ctx, tenantId);
}
