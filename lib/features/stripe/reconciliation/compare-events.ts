import { inArray } from "drizzle-orm";
import { stripeEvents } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { enqueueStripeEvent } from "@/lib/features/foundation/jobs/enqueue-stripe-event";
import { noteMended } from "@/lib/features/license/differences/record-differences";
import { tenantOfCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { pageOfEvents } from "@/lib/stripe/account-lists";
import type { StripeEvent } from "@/lib/stripe/webhook";
import { afterRequests } from "./pace";
import type { ComparePage } from "./page";

/** Younger ones may still be on their way as webhooks. The next comparison has them. */
const onTheirWayMs = 5 * 60_000;

/**
 * Events since the last comparison that never arrived, as after an outage: they are put into the inbox, as if their
 * webhook had come. Stripe lists those of the last 30 days.
 */
export const compareEvents: ComparePage = async (ctx, round, after) => {
  const until = new Date(round.startedAt.getTime() - onTheirWayMs);
  const { items, next } = await pageOfEvents({ after, since: round.eventsUntil, until });
  const missed = await acrossTenants(async (tx) => {
    if (items.length === 0) return [];
    const ids = items.map(({ id }) => id);
    const rows = await tx
      .select({ id: stripeEvents.id })
      .from(stripeEvents)
      .where(inArray(stripeEvents.id, ids));
    const known = new Set(rows.map(({ id }) => id));
    const unknown = items.filter(({ id }) => !known.has(id));
    for (const [index, event] of unknown.entries()) {
      const objectId = String(event.data.object.id ?? "");
      const row = { id: event.id, type: event.type, objectId, payload: event, receivedAt: machineNow() };
      await tx.insert(stripeEvents).values(row).onConflictDoNothing();
      const delay = afterRequests(index * requestsOfOne);
      await enqueueStripeEvent(tx, row, delay);
    }
    return unknown;
  });
  for (const event of missed) {
    const customer = customerOf(event);
    const tenantId = customer ? await acrossTenants((tx) => tenantOfCustomer(tx, customer)) : null;
    const difference = { kind: "event_missed", key: event.id, facts: { event: event.type } } as const;
    if (tenantId)
      await inTenant(tenantId, (tx) => noteMended(tx, ctx, tenantId, difference, "reconciliation"));
  }
  return {
    next,
    compared: items.length,
    readAnew: missed.length,
    made: 0,
    requests: missed.length * requestsOfOne,
  };
};

/** What an event makes Choba read: mostly two objects, and what they refer to. */
const requestsOfOne = 3;

/** Whose affair an event is, where it says so. */
function customerOf({ data: { object } }: StripeEvent): string | null {
  if (object.object === "customer") return String(object.id);
  return typeof object.customer === "string" ? object.customer : null;
}
