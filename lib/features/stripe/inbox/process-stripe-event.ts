import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import { stripeEvents } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { refreshInvoice } from "@/lib/features/billing/invoices/refresh-invoice";
import type { Context } from "@/lib/features/foundation/context/context";
import { refreshPaymentOfCustomer } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import { followCheckout } from "@/lib/features/license/orders/follow-checkout";
import { refreshPaymentAccount } from "@/lib/features/payers/payment-account/refresh-payment-account";
import { followLostPayment } from "@/lib/features/stripe/charges/follow-lost-payment";
import { refreshCharge } from "@/lib/features/stripe/charges/refresh-charge";
import { followDispute } from "@/lib/features/stripe/disputes/follow-dispute";
import { manualChangeReactionsTo } from "@/lib/features/stripe/manual-changes/reactions";
import { refreshSubscription } from "@/lib/features/stripe/subscriptions/refresh-subscription";
import { OutsideRefused } from "@/lib/http/outside";
import type { StripeEvent } from "@/lib/stripe/webhook";
import { closeEvents, postponeEvents } from "./end-attempt";

/** More events of one object than this wait for the next job. */
const mostAtOnce = 100;

/**
 * Processes a kept event, and with it all others that wait and are about the same object: Stripe announces one act in up
 * to ten events, and what they say is used only to know what to read anew. So events may come twice, late or in any order,
 * and each thing is read once. Throws if Stripe cannot be read; when it is tried again is written down before.
 */
export async function processStripeEvent(ctx: Context, eventId: string): Promise<void> {
  const waiting = await waitingWith(eventId);
  try {
    await closeEvents(await ended(ctx, waiting));
  } catch (error) {
    await postponeEvents(waiting, error);
    throw error;
  }
}

/** Does what follows from the events, and says how each of them ended. */
async function ended(ctx: Context, waiting: Awaited<ReturnType<typeof waitingWith>>) {
  const reactions = waiting.map(({ id, payload }) => ({ id, to: allReactionsTo(payload as StripeEvent) }));
  const distinct = new Map(reactions.flatMap(({ to }) => to.map((reaction) => [reaction.key, reaction.run])));
  const refusals = new Map<string, string>();
  for (const [key, run] of distinct)
    await run(ctx).catch((error) => {
      // What Stripe no longer knows, or what is not of our making, will not get better by asking again; it is no
      // reason to leave out what else follows from the event.
      if (!(error instanceof OutsideRefused)) throw error;
      refusals.set(key, error.message);
    });
  return reactions.map(({ id, to }) => ({
    id,
    lastError: to.flatMap(({ key }) => refusals.get(key) ?? []).join("\n") || null,
  }));
}

/** The events that wait and are about what this one is about, the first to come first. */
function waitingWith(eventId: string) {
  const { id, objectId, state, payload, receivedAt } = stripeEvents;
  const itsObject = sql`(select object_id from stripe_events where id = ${eventId})`;
  const isOfIt = and(ne(objectId, ""), eq(objectId, itsObject));
  return acrossTenants((tx) =>
    tx
      .select({ id, objectId, payload })
      .from(stripeEvents)
      .where(and(eq(state, "pending"), or(eq(id, eventId), isOfIt)))
      .orderBy(asc(receivedAt))
      .limit(mostAtOnce),
  );
}

/** What is done because of an event. Reactions of one key do the same, whichever event they come from. */
type Reaction = { key: string; run: (ctx: Context) => Promise<void> };

const allReactionsTo = (event: StripeEvent): Reaction[] => [
  ...reactionsTo(event),
  ...manualChangeReactionsTo(event).map((run, index) => ({ key: `${event.id} ${index}`, run })),
];

/** What an event makes us read anew. Events about nothing of ours make us read nothing. */
function reactionsTo(event: StripeEvent): Reaction[] {
  const object = event.data.object as Related;
  const [family] = event.type.split(".");
  switch (family) {
    case "charge":
      if (event.type === "charge.refunded") return lostPaymentOf(object.id);
      if (!event.type.startsWith("charge.dispute.")) return [];
      return [
        { key: event.id, run: (ctx) => followDispute(ctx, event) },
        ...lostPaymentOf(idOf(object.charge)),
      ];
    case "refund":
      return lostPaymentOf(idOf(object.charge));
    case "checkout":
      return about("checkout", object.id, followCheckout);
    case "customer":
      if (event.type.startsWith("customer.subscription")) return refreshOf(object.id);
      return customerOf(object.object === "customer" ? object.id : idOf(object.customer));
    case "payment_method":
      return customerOf(idOf(object.customer) ?? idOf(previousCustomer(event)));
    case "invoice":
      return [
        ...invoiceOf(object.id),
        ...chargeOf(object.id),
        ...refreshOf(idOf(object.parent?.subscription_details?.subscription)),
        ...owedBy(idOf(object.customer)),
      ];
    default:
      return [];
  }
}

/** Something is read anew if the event names it. */
const about = (
  what: string,
  id: string | null | undefined,
  refresh: (ctx: Context, id: string) => Promise<void>,
): Reaction[] => (id ? [{ key: `${what} ${id}`, run: (ctx) => refresh(ctx, id) }] : []);

const refreshOf = (id: string | null | undefined) => about("subscription", id, refreshSubscription);
/** An announcement of an invoice that is still to come has no id. */
const invoiceOf = (id: string | null | undefined) => about("invoice", id, refreshInvoice);
const chargeOf = (id: string | null | undefined) => about("charge", id, refreshCharge);
const customerOf = (id: string | null | undefined) => about("customer", id, refreshPaymentAccount);
const lostPaymentOf = (id: string | null | undefined) => about("lost payment", id, followLostPayment);
/** Invoices of contracts may belong to no subscription: they are looked up by who owes them. */
const owedBy = (id: string | null | undefined) => about("owed by", id, refreshPaymentOfCustomer);

type Reference = string | { id: string } | null | undefined;

/** The few fields by which objects of Stripe point to a customer or a subscription. */
type Related = {
  id?: string;
  object?: string;
  customer?: Reference;
  subscription?: Reference;
  /** The payment that a refund or a dispute is about. */
  charge?: Reference;
  parent?: { subscription_details?: { subscription?: Reference } | null } | null;
};

function idOf(reference: Reference): string | null {
  if (!reference) return null;
  return typeof reference === "string" ? reference : reference.id;
}

function previousCustomer(event: StripeEvent): Reference {
  return (event.data.previous_attributes as Related | undefined)?.customer;
}
