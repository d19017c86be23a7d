import { isId } from "@/lib/domain/ids";
import { readCreditNote, readHandInvoice, readRefund, refundsOfCharge } from "@/lib/stripe/hand-acts";
import type { StripeEvent } from "@/lib/stripe/webhook";
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
    default:
      return [];
  }
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
