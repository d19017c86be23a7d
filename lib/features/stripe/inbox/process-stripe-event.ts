import { eq } from "drizzle-orm";
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
import { closeEvent, postponeEvent } from "./end-attempt";

/**
 * Processes one kept event. What it says is used only to know what to read anew, so events may come twice, late or in
 * any order. Throws if Stripe cannot be read; when it is tried again is written down before.
 */
export async function processStripeEvent(ctx: Context, eventId: string): Promise<void> {
  const [row] = await acrossTenants((tx) =>
    tx.select().from(stripeEvents).where(eq(stripeEvents.id, eventId)),
  );
  if (row?.state !== "pending") return;
  const event = row.payload as StripeEvent;
  const refusals: string[] = [];
  try {
    for (const reaction of [...reactionsTo(event), ...manualChangeReactionsTo(event)])
      await reaction(ctx).catch((error) => {
        // What Stripe no longer knows, or what is not of our making, will not get better by asking again; it is no
        // reason to leave out what else follows from the event.
        if (!(error instanceof OutsideRefused)) throw error;
        refusals.push(error.message);
      });
  } catch (error) {
    await postponeEvent(eventId, error);
    throw error;
  }
  await closeEvent(eventId, refusals);
}

type Reaction = (ctx: Context) => Promise<void>;

/** What an event makes us read anew. Events about nothing of ours make us read nothing. */
function reactionsTo(event: StripeEvent): Reaction[] {
  const object = event.data.object as Related;
  const [family] = event.type.split(".");
  switch (family) {
    case "charge":
      if (event.type === "charge.refunded") return lostPaymentOf(object.id);
      if (!event.type.startsWith("charge.dispute.")) return [];
      return [(ctx) => followDispute(ctx, event), ...lostPaymentOf(idOf(object.charge))];
    case "refund":
      return lostPaymentOf(idOf(object.charge));
    case "checkout":
      return object.id ? [(ctx) => followCheckout(ctx, object.id as string)] : [];
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

const refreshOf = (id: string | null | undefined): Reaction[] =>
  id ? [(ctx) => refreshSubscription(ctx, id)] : [];
/** An announcement of an invoice that is still to come has no id. */
const invoiceOf = (id: string | null | undefined): Reaction[] =>
  id ? [(ctx) => refreshInvoice(ctx, id)] : [];
const chargeOf = (id: string | null | undefined): Reaction[] => (id ? [(ctx) => refreshCharge(ctx, id)] : []);
const customerOf = (id: string | null | undefined): Reaction[] =>
  id ? [(ctx) => refreshPaymentAccount(ctx, id)] : [];

const lostPaymentOf = (id: string | null | undefined): Reaction[] =>
  id ? [(ctx) => followLostPayment(ctx, id)] : [];

/** Invoices of contracts may belong to no subscription: they are looked up by who owes them. */
const owedBy = (id: string | null | undefined): Reaction[] =>
  id ? [(ctx) => refreshPaymentOfCustomer(ctx, id)] : [];

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
