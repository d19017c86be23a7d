import { isId } from "@/lib/domain/ids";
import { readCoupon } from "@/lib/stripe/discounts";
import { readCreditNote, readHandInvoice, readRefund, refundsOfCharge } from "@/lib/stripe/hand-acts";
import type { StripeEvent } from "@/lib/stripe/webhook";
import { isContractCoupon } from "../contracts/coupon";
import type { Context } from "../shared/context";
import { type HandAction, recordHandAct } from "./record";

type Reaction = (ctx: Context) => Promise<void>;

/**
 * What Choba leaves to Stripe's dashboard (seed 1: refunds, reissued invoices, bank transfers, coupons) and notices when
 * it is done there. The event only says what to read anew; what is then found goes into the log.
 */
export function handReactionsTo(event: StripeEvent): Reaction[] {
  const id = String(event.data.object.id ?? "");
  switch (event.type) {
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return [(ctx) => noteRefund(ctx, id)];
    case "charge.refunded":
      return [(ctx) => noteRefundsOf(ctx, id)];
    case "credit_note.created":
      return [(ctx) => noteCreditNote(ctx, id, "credit_note_created")];
    case "credit_note.voided":
      return [(ctx) => noteCreditNote(ctx, id, "credit_note_voided")];
    case "invoice.paid":
      return [(ctx) => notePaidOutOfBand(ctx, id)];
    case "invoice.voided":
      return byHand(event) ? [(ctx) => noteInvoice(ctx, id, "invoice_voided")] : [];
    case "invoice.marked_uncollectible":
      return byHand(event) ? [(ctx) => noteInvoice(ctx, id, "invoice_uncollectible")] : [];
    case "invoice.finalized":
      return byHand(event) ? [(ctx) => noteManual(ctx, id, "invoice_finalized")] : [];
    case "invoice.sent":
      return byHand(event) ? [(ctx) => noteManual(ctx, id, "invoice_sent")] : [];
    case "customer.discount.created":
    case "customer.discount.updated":
    case "customer.discount.deleted":
      return [(ctx) => noteDiscount(ctx, event)];
    default:
      return [];
  }
}

const discountActs = {
  "customer.discount.created": "discount_added",
  "customer.discount.updated": "discount_changed",
  "customer.discount.deleted": "discount_removed",
} as const;

/** A discount cannot be read by itself, nor at all once it is gone; its coupon can, which says what it is worth. */
async function noteDiscount(ctx: Context, event: StripeEvent): Promise<void> {
  const discount = event.data.object as { id?: string; customer?: string; source?: { coupon?: string } };
  const action = discountActs[event.type as keyof typeof discountActs];
  const coupon = discount.source?.coupon;
  if (!discount.customer || !coupon) return;
  // Choba puts a contract's coupon on, and Stripe takes it off when its months are over; before that, somebody did.
  if (isContractCoupon(coupon) && !byHand(event)) return;
  // A change can happen twice, so it is the event that counts; being put on and taken off cannot.
  const key = `discount:${discount.id}:${action === "discount_changed" ? event.id : action}`;
  await recordHandAct(ctx, key, action, { customerId: discount.customer, ...(await readCoupon(coupon)) });
}

/**
 * False for what Stripe did by itself (no request, docs.stripe.com/api/events/object#event_object-request) and for what
 * Choba asked for: our requests carry the id of their effect as idempotency key.
 */
function byHand({ request }: StripeEvent): boolean {
  if (!request?.id) return false;
  const [key = ""] = (request.idempotency_key ?? "").split(":");
  return !isId("effect", key);
}

async function noteRefund(ctx: Context, id: string): Promise<void> {
  const refund = await readRefund(id);
  const failed = refund.status === "failed" || refund.status === "canceled";
  await recordHandAct(
    ctx,
    `refund:${id}${failed ? ":failed" : ""}`,
    failed ? "refund_failed" : "refunded",
    refund,
  );
}

async function noteRefundsOf(ctx: Context, charge: string): Promise<void> {
  for (const id of (await refundsOfCharge(charge)).reverse()) await noteRefund(ctx, id);
}

async function noteCreditNote(ctx: Context, id: string, action: HandAction): Promise<void> {
  await recordHandAct(ctx, `credit_note:${id}:${action}`, action, await readCreditNote(id));
}

async function noteInvoice(ctx: Context, id: string, action: HandAction): Promise<void> {
  const { customerId, invoice, amount } = await readHandInvoice(id);
  await recordHandAct(ctx, `invoice:${id}:${action}`, action, { customerId, invoice, amount });
}

async function noteManual(ctx: Context, id: string, action: HandAction): Promise<void> {
  const { isManual, customerId, invoice, amount } = await readHandInvoice(id);
  if (isManual) await recordHandAct(ctx, `invoice:${id}:${action}`, action, { customerId, invoice, amount });
}

async function notePaidOutOfBand(ctx: Context, id: string): Promise<void> {
  const { isPaidOutOfBand, customerId, invoice, amount } = await readHandInvoice(id);
  if (!isPaidOutOfBand) return;
  await recordHandAct(ctx, `invoice:${id}:paid`, "invoice_paid_out_of_band", { customerId, invoice, amount });
}
