import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";
import { readInvoice } from "./invoices";

type Application = { invoiceId: string; amountMinor: bigint; currency: string; message: string };

/**
 * Pays an open invoice from the customer's balance. Stripe takes a balance only when it finalises an invoice
 * (docs.stripe.com/billing/customer/balance), so the amount is taken off the balance, and the invoice is marked as paid outside
 * Stripe. If it is not open any more when its turn comes, the amount is given back. Safe to repeat: the entries on the balance
 * name the message.
 */
export async function payFromBalance(wanted: Application, key: string): Promise<void> {
  const { invoiceId, amountMinor, message } = wanted;
  const before = await readInvoice(invoiceId);
  const isTaken = await hasEntry(before.customerId, message);
  if (!isTaken) {
    if (before.status !== "open" || before.openMinor !== amountMinor)
      throw new OutsideRefused(
        "invoice_changed",
        `${invoiceId} is ${before.status}, ${before.openMinor} open`,
      );
    if ((await balanceOf(before.customerId)) < amountMinor)
      throw new OutsideRefused("balance_too_low", `the balance of ${before.customerId} is too low`);
    await enter(before.customerId, wanted, amountMinor, `${key}:1`);
  }
  try {
    const pay = { paid_out_of_band: true };
    await callStripe((stripe) => stripe.invoices.pay(invoiceId, pay, { idempotencyKey: `${key}:2` }));
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    // Marked by us in an attempt whose answer was lost.
    if (isTaken && (await wasPaidOutOfBand(invoiceId))) return;
    await enter(before.customerId, wanted, -amountMinor, `${key}:3`);
    throw error;
  }
}

const balanceOf = (customerId: string): Promise<bigint> =>
  callStripe(async (stripe) => {
    const customer = await stripe.customers.retrieve(customerId);
    return customer.deleted ? 0n : -BigInt(customer.balance);
  });

/** Adds an entry to the balance: more than 0 takes credit away. */
const enter = (
  customerId: string,
  { invoiceId, currency, message }: Application,
  minor: bigint,
  key: string,
) =>
  callStripe((stripe) =>
    stripe.customers.createBalanceTransaction(
      customerId,
      {
        amount: Number(minor),
        currency: currency.toLowerCase(),
        description: `Applied to ${invoiceId}`,
        metadata: { choba_message: message },
      },
      { idempotencyKey: key },
    ),
  );

const hasEntry = (customerId: string, message: string): Promise<boolean> =>
  callStripe(async (stripe) => {
    for await (const entry of stripe.customers.listBalanceTransactions(customerId, { limit: 100 }))
      if (entry.metadata?.choba_message === message) return true;
    return false;
  });

const wasPaidOutOfBand = (invoiceId: string): Promise<boolean> =>
  callStripe(async (stripe) => {
    const { status, payments } = await stripe.invoices.retrieve(invoiceId, { expand: ["payments"] });
    return status === "paid" && !payments?.data.some((payment) => payment.status === "paid");
  });
