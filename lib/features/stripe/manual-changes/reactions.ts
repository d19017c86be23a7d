import type { StripeChange } from "@/lib/domain/activity/audit-actions";
import { isId } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { readChangedInvoice, readCreditNote, readRefund, refundsOfCharge } from "@/lib/stripe/manual-changes";
import { eventTime, type StripeEvent } from "@/lib/stripe/webhook";
import { noteDiscount, notePutOnSubscription } from "./note-discount";
import { recordManualChange } from "./record-manual-change";

type Reaction = (ctx: Context) => Promise<void>;

/**
 * What Choba leaves to Stripe's dashboard (SALES-10 to SALES-12: refunds, reissued invoices, bank transfers, coupons) and notices when
 * it is done there. The event only says what to read anew; what is then found goes into the log.
 */
export function manualChangeReactionsTo(event: StripeEvent): Reaction[] {
  const id = String(event.data.object.id ?? "");
  const at = eventTime(event);
  switch (event.type) {
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return [(ctx) => noteRefund(ctx, id, at)];
    case "charge.refunded":
      return [(ctx) => noteRefundsOf(ctx, id, at)];
    case "credit_note.created":
      return [(ctx) => noteCreditNote(ctx, id, "credit_note_created")];
    case "credit_note.voided":
      return [(ctx) => noteCreditNote(ctx, id, "credit_note_voided", at)];
    case "invoice.paid":
      return byHand(event) ? [(ctx) => notePaidOutOfBand(ctx, id, at)] : [];
    case "invoice.voided":
      return byHand(event) ? [(ctx) => noteInvoice(ctx, id, "invoice_voided", at)] : [];
    case "invoice.marked_uncollectible":
      return byHand(event) ? [(ctx) => noteInvoice(ctx, id, "invoice_uncollectible", at)] : [];
    case "invoice.finalized":
      return byHand(event) ? [(ctx) => noteManual(ctx, id, "invoice_finalized", at)] : [];
    case "invoice.sent":
      return byHand(event) ? [(ctx) => noteManual(ctx, id, "invoice_sent", at)] : [];
    case "customer.discount.created":
    case "customer.discount.updated":
    case "customer.discount.deleted":
      return byHand(event) ? [(ctx) => noteDiscount(ctx, event)] : [];
    case "customer.subscription.updated":
      return byHand(event) ? [(ctx) => notePutOnSubscription(ctx, event)] : [];
    default:
      return [];
  }
}

/**
 * False for what Stripe did by itself (no request, docs.stripe.com/api/events/object#event_object-request), such as a coupon
 * that ran out, and for what Choba asked for: our requests carry the id of their outbox message as idempotency key.
 */
function byHand({ request }: StripeEvent): boolean {
  if (!request?.id) return false;
  const [key = ""] = (request.idempotency_key ?? "").split(":");
  return !isId("message", key);
}

export async function noteRefund(ctx: Context, id: string, eventAt: Date): Promise<void> {
  const { createdAt, ...refund } = await readRefund(id);
  const failed = refund.status === "failed" || refund.status === "canceled";
  const key = `refund:${id}${failed ? ":failed" : ""}`;
  const action = failed ? "refund_failed" : "refunded";
  await recordManualChange(ctx, { key, action, at: failed ? eventAt : createdAt }, refund);
}

async function noteRefundsOf(ctx: Context, charge: string, eventAt: Date): Promise<void> {
  for (const id of (await refundsOfCharge(charge)).reverse()) await noteRefund(ctx, id, eventAt);
}

export async function noteCreditNote(
  ctx: Context,
  id: string,
  action: StripeChange,
  voidedAt?: Date,
): Promise<void> {
  const { createdAt, ...note } = await readCreditNote(id);
  await recordManualChange(
    ctx,
    { key: `credit_note:${id}:${action}`, action, at: voidedAt ?? createdAt },
    note,
  );
}

async function noteInvoice(ctx: Context, id: string, action: StripeChange, at: Date): Promise<void> {
  const { customerId, invoice, amount } = await readChangedInvoice(id);
  await recordManualChange(
    ctx,
    { key: `invoice:${id}:${action}`, action, at },
    { customerId, invoice, amount },
  );
}

async function noteManual(ctx: Context, id: string, action: StripeChange, at: Date): Promise<void> {
  const { isManual, customerId, invoice, amount } = await readChangedInvoice(id);
  if (!isManual) return;
  await recordManualChange(
    ctx,
    { key: `invoice:${id}:${action}`, action, at },
    { customerId, invoice, amount },
  );
}

async function notePaidOutOfBand(ctx: Context, id: string, at: Date): Promise<void> {
  const { isPaidOutOfBand, customerId, invoice, amount } = await readChangedInvoice(id);
  if (!isPaidOutOfBand) return;
  const act = { key: `invoice:${id}:paid`, action: "invoice_paid_out_of_band", at } as const;
  await recordManualChange(ctx, act, { customerId, invoice, amount });
}
