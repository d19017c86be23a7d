import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { takenBackLines } from "./draft-lines";
import { idOf } from "./references";

/** What Choba needs to know about an invoice's payment. */
export type InvoiceSnapshot = {
  id: string;
  customerId: string;
  /** Null while it is a draft. */
  number: string | null;
  /** The charge of ours that it carries. */
  chargeId: string | null;
  /** True if a subscription made it because it renewed. */
  isRenewal: boolean;
  subscriptionId: string | null;
  createdAt: Date;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  hostedUrl: string | null;
  /** Minor units as text. */
  amountDueMinor: string;
  /** What is left to pay. */
  openMinor: bigint;
  /** True if credit notes or coupons take something off it. Choba's own discounts are lines. */
  isLowered: boolean;
  /** Why an open invoice is not paid yet. */
  waitsFor: "nothing" | "payment" | "authentication";
  /** Stripe's code of the last failed attempt. */
  failure: string | null;
};

export async function readInvoice(id: string): Promise<InvoiceSnapshot> {
  const invoice = await callStripe((stripe) =>
    stripe.invoices.retrieve(id, { expand: ["payments.data.payment.payment_intent"] }),
  );
  const intent = newestIntent(invoice);
  const open = invoice.status === "open";
  const failure = intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null;
  // Nobody is present at a renewal: a bank that wants to ask declines it, and the payer authenticates it later.
  const asksPayer = intent?.status === "requires_action" || failure === "authentication_required";
  return {
    id,
    customerId: idOf(invoice.customer) ?? "",
    number: invoice.number,
    chargeId: invoice.metadata?.choba_charge || null,
    isRenewal: invoice.billing_reason === "subscription_cycle",
    subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    createdAt: new Date(invoice.created * 1000),
    status: (invoice.status ?? "draft") as InvoiceSnapshot["status"],
    hostedUrl: invoice.hosted_invoice_url ?? null,
    amountDueMinor: String(invoice.amount_due),
    openMinor: BigInt(invoice.amount_remaining),
    isLowered:
      invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount > 0 ||
      (invoice.total_discount_amounts ?? []).some(({ amount }) => amount > 0),
    waitsFor: !open ? "nothing" : asksPayer ? "authentication" : "payment",
    failure,
  };
}

/** Stripe keeps 500 letters of a value: as many names of lines fit. */
const mostTakenBack = 15;

/** Writes on an invoice which charge of ours it carries, and which of its lines another invoice takes back. */
export async function nameCharge(
  id: string,
  chargeId: string,
  takenBack: readonly string[],
  key: string,
): Promise<void> {
  const metadata = {
    choba_charge: chargeId,
    ...(takenBack.length > 0 ? { [takenBackLines]: takenBack.slice(0, mostTakenBack).join(",") } : {}),
  };
  await callStripe((stripe) => stripe.invoices.update(id, { metadata }, { idempotencyKey: key }));
}

/** Voids an open invoice. One that is void already stays so. */
export async function voidInvoice(id: string, key: string): Promise<void> {
  const invoice = await readInvoice(id);
  if (invoice.status === "void") return;
  await callStripe((stripe) => stripe.invoices.voidInvoice(id, {}, { idempotencyKey: key }));
}

function newestIntent(invoice: Stripe.Invoice): Stripe.PaymentIntent | null {
  for (const { payment } of invoice.payments?.data ?? [])
    if (payment.payment_intent && typeof payment.payment_intent === "object") return payment.payment_intent;
  return null;
}
