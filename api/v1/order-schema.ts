import { z } from "@hono/zod-openapi";
import { changeModes } from "@/lib/domain/catalog/change-mode";
import { paidIntervals } from "@/lib/domain/catalog/plan";
import type { ReadOrder } from "@/lib/features/license/orders/read-orders";
import type { ReadReservation } from "@/lib/features/license/reservations/read-reservations";
import type { Locale } from "@/lib/i18n/locales";
import { addOnsSchema, amount, localDay, nextChargeSchema, nextJson } from "./promise-schema";

const held = {
  plan: z.object({ key: z.string(), name: z.string() }),
  interval: z.enum(paidIntervals),
  seats: z.int(),
  add_ons: addOnsSchema,
  promise_id: z.string().nullable().openapi({ description: "null: confirmed on a screen" }),
};
const moments = { created_at: z.iso.datetime(), closed_at: z.iso.datetime().nullable() };

export const orderSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["purchase", "upgrade"]),
    state: z
      .enum([
        "needs_card",
        "processing",
        "requires_action",
        "needs_payment",
        "done",
        "cancelled",
        "failed",
        "stale",
      ])
      .openapi({
        description:
          "`needs_card`, `requires_action` (the bank asks the payer) and `needs_payment` wait for the payer at `pay_url`. " +
          "The license changes with `done`. `stale`: the price did not hold until it could be charged",
      }),
    ...held,
    mode: z.enum(changeModes),
    trial_end: localDay.nullable(),
    currency: z.string(),
    total: amount,
    due_now: amount,
    invoice: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
    pay_url: z.string().nullable().openapi({
      description: "Where the payer's browser goes while it waits for them. Shown to keys that manage",
    }),
    return_url: z.string().nullable(),
    reason: z.string().nullable().openapi({ description: "Why it waits or failed", example: null }),
    ...moments,
  })
  .openapi("Order");

export const reservationSchema = z
  .object({
    id: z.string(),
    state: z.enum(["reserved", "applied", "cancelled", "failed"]),
    ...held,
    effective_at: z.iso.datetime(),
    currency: z.string(),
    next: nextChargeSchema.nullable().openapi({ description: "What its first period costs" }),
    ...moments,
  })
  .openapi("Reservation");

export function orderJson(order: ReadOrder, locale: Locale): z.output<typeof orderSchema> {
  const { id, kind, interval, seats, mode, currency, invoice, reason } = order;
  return {
    ...{ id, kind, interval, seats, mode, currency, invoice, reason },
    state: stateOf(order),
    plan: { key: order.planKey, name: order.planName[locale] },
    add_ons: order.addons,
    promise_id: order.promiseId,
    trial_end: order.trialEnd,
    total: order.totalMinor,
    due_now: order.dueNowMinor,
    pay_url: order.payUrl,
    return_url: order.returnUrl,
    created_at: order.createdAt,
    closed_at: order.closedAt,
  };
}

function stateOf({ state, reason }: ReadOrder): z.output<typeof orderSchema>["state"] {
  if (state === "awaiting_card") return "needs_card";
  if (state === "executing") return "processing";
  if (state !== "awaiting_payment") return state;
  return reason === "authentication_required" ? "requires_action" : "needs_payment";
}

export function reservationJson(
  reservation: ReadReservation,
  locale: Locale,
): z.output<typeof reservationSchema> {
  const { id, state, interval, seats, currency } = reservation;
  return {
    ...{ id, state, interval, seats, currency },
    plan: { key: reservation.planKey, name: reservation.planName[locale] },
    add_ons: reservation.addons,
    promise_id: reservation.promiseId,
    effective_at: reservation.effectiveAt,
    next: nextJson(reservation.next, currency, locale),
    created_at: reservation.createdAt,
    closed_at: reservation.closedAt,
  };
}
