import type Stripe from "stripe";
import type { BilledLine } from "@/lib/domain/contract/unused-time";
import { fromUnixSeconds, toUnixSeconds } from "@/lib/domain/time/billing-anchor";
import { OutsideRefused } from "@/lib/http/outside";
import { callStripe } from "./call-stripe";
import { readContractSubscription } from "./contract-subscriptions";
import { creditedOn, netOf } from "./credit-notes";

/** The customer's subscriptions that Choba created for contracts and that Stripe still bills. */
export async function runningContractSubscriptions(
  customerId: string,
): Promise<{ id: string; contractId: string }[]> {
  return callStripe(async (stripe) => {
    const found: { id: string; contractId: string }[] = [];
    for await (const { id, metadata } of stripe.subscriptions.list({ customer: customerId, limit: 100 }))
      if (metadata.choba_contract) found.push({ id, contractId: metadata.choba_contract });
    return found;
  });
}

/**
 * Ends the subscription at once and lets Stripe credit nothing: Choba works the credit out itself, to the
 * contract's second.
 */
export async function endContractSubscription(id: string, key: string): Promise<void> {
  if (await hasEnded(id)) return;
  try {
    await callStripe((stripe) =>
      stripe.subscriptions.cancel(id, { prorate: false, invoice_now: false }, { idempotencyKey: key }),
    );
  } catch (error) {
    // It has ended meanwhile: at its agreed end, or by a person in the dashboard.
    if (!(error instanceof OutsideRefused && (await hasEnded(id)))) throw error;
  }
}

async function hasEnded(id: string): Promise<boolean> {
  const { status } = await readContractSubscription(id);
  return status === "canceled" || status === "incomplete_expired";
}

/**
 * Finalises the drafts of an ended subscription. A draft that bills only time after `from` is then voided,
 * because Stripe cannot delete a subscription's draft. Any other draft is sent.
 */
export async function closeDrafts(subscriptionId: string, from: Date, key: string): Promise<void> {
  const drafts = await callStripe((stripe) =>
    stripe.invoices.list({ subscription: subscriptionId, status: "draft", limit: 100 }),
  );
  for (const draft of drafts.data) {
    const unwanted = isUnwanted(await linesOf(draft), subscriptionId, from);
    const { id, status } = await finalised(draft, !unwanted, key);
    if (unwanted && status === "open")
      await callStripe((stripe) =>
        stripe.invoices.voidInvoice(id ?? "", {}, { idempotencyKey: `${key}:void:${id}` }),
      );
  }
}

async function finalised(draft: Stripe.Invoice, sends: boolean, key: string): Promise<Stripe.Invoice> {
  const id = draft.id ?? "";
  try {
    return await callStripe((stripe) =>
      stripe.invoices.finalizeInvoice(
        id,
        { auto_advance: sends },
        { idempotencyKey: `${key}:finalize:${id}` },
      ),
    );
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    // Stripe finalised it meanwhile, because its hour as a draft was over.
    const present = await callStripe((stripe) => stripe.invoices.retrieve(id));
    if (present.status === "draft") throw error;
    return present;
  }
}

/**
 * What a subscription has billed on sent and paid invoices, less what credit notes have taken off. Drafts,
 * void invoices and uncollectible ones are left out. For a preview, `draftsUntil` adds the drafts that
 * `closeDrafts` would send at that time.
 */
export async function billedLines(subscriptionId: string, draftsUntil: Date | null): Promise<BilledLine[]> {
  const invoices = await callStripe(async (stripe) => {
    const all: Stripe.Invoice[] = [];
    for await (const invoice of stripe.invoices.list({ subscription: subscriptionId, limit: 100 }))
      if (
        invoice.status === "open" ||
        invoice.status === "paid" ||
        (draftsUntil && invoice.status === "draft")
      )
        all.push(invoice);
    return all;
  });
  const billed: BilledLine[] = [];
  // One after the other: years of invoices at once would exceed Stripe's rate limit.
  for (const invoice of invoices) {
    const lines = await linesOf(invoice);
    if (invoice.status === "draft" && draftsUntil && isUnwanted(lines, subscriptionId, draftsUntil)) continue;
    const credited = await creditedOn(invoice, lines);
    for (const line of lines)
      if (subscriptionOf(line) === subscriptionId && line.amount !== 0)
        billed.push(billedLine(line, credited.get(line.id) ?? 0n));
  }
  return billed;
}

const billedLine = (line: Stripe.InvoiceLineItem, creditedMinor: bigint): BilledLine => ({
  itemId: line.parent?.subscription_item_details?.subscription_item ?? null,
  from: fromUnixSeconds(line.period.start),
  to: fromUnixSeconds(line.period.end),
  netMinor: netOf(line) - creditedMinor,
  taxRateIds: (line.taxes ?? []).flatMap(({ tax_rate_details: details }) =>
    details?.tax_rate ? [details.tax_rate] : [],
  ),
  description: line.description ?? "",
});

/** True if an invoice bills only the subscription's time from `from` on. */
const isUnwanted = (lines: readonly Stripe.InvoiceLineItem[], subscriptionId: string, from: Date) =>
  lines.every((line) => subscriptionOf(line) === subscriptionId && line.period.start >= toUnixSeconds(from));

/** All lines of an invoice, page by page, because the invoice itself carries only the first ten. */
async function linesOf({ id }: Stripe.Invoice): Promise<Stripe.InvoiceLineItem[]> {
  return callStripe(async (stripe) => {
    const all: Stripe.InvoiceLineItem[] = [];
    for await (const line of stripe.invoices.listLineItems(id ?? "", { limit: 100 })) all.push(line);
    return all;
  });
}

/** The subscription whose item a line bills; null for one-off amounts. */
const subscriptionOf = ({ parent }: Stripe.InvoiceLineItem) =>
  parent?.subscription_item_details?.subscription ?? null;

/** What is credited, after discount. The tax that was on it is credited too. */
export type Credit = {
  amountMinor: bigint;
  description: string;
  from: Date;
  to: Date;
  taxRateIds: readonly string[];
};

/**
 * Adds the credits of an ended subscription to the customer's next invoice. Each line carries its name in its
 * metadata and is looked for first. An idempotency key would not do, because Stripe forgets keys after a day.
 * A subscription ends once, so a name is unique.
 */
export async function addCredits(
  to: { customerId: string; currency: string; subscriptionId: string },
  credits: readonly Credit[],
  messageId: string,
): Promise<void> {
  if (credits.length === 0) return;
  const present = await callStripe(async (stripe) => {
    const names = new Set<string | undefined>();
    for await (const item of stripe.invoiceItems.list({ customer: to.customerId, limit: 100 }))
      names.add(item.metadata?.choba_credit);
    return names;
  });
  for (const [index, credit] of credits.entries()) {
    const name = `${to.subscriptionId}:${index}`;
    if (present.has(name)) continue;
    await callStripe((stripe) =>
      stripe.invoiceItems.create(
        {
          customer: to.customerId,
          currency: to.currency.toLowerCase(),
          amount: Number(-credit.amountMinor),
          description: credit.description,
          // The billed amount had its discount already. The next contract's discount must not lower the
          // credit.
          discountable: false,
          ...(credit.taxRateIds.length > 0 ? { tax_rates: [...credit.taxRateIds] } : {}),
          period: { start: toUnixSeconds(credit.from), end: toUnixSeconds(credit.to) },
          metadata: { choba_effect: messageId, choba_credit: name },
        },
        { idempotencyKey: `${messageId}:credit:${name}` },
      ),
    );
  }
}

/**
 * Makes a last invoice of the customer's pending items. If it is negative, the credit stays on the customer's
 * balance for the next invoice. An invoice that an earlier attempt has made is found by the outbox message's
 * id.
 */
export async function invoicePendingItems(
  customerId: string,
  currency: string,
  messageId: string,
): Promise<void> {
  const made = await callStripe(async (stripe) => {
    for await (const invoice of stripe.invoices.list({ customer: customerId, limit: 100 }))
      if (invoice.metadata?.choba_effect === messageId) return invoice;
    return null;
  });
  const invoice = made ?? (await lastInvoice(customerId, currency, messageId));
  const { id, status } = invoice;
  if (id && status === "draft")
    await callStripe((stripe) =>
      stripe.invoices.finalizeInvoice(id, {}, { idempotencyKey: `${messageId}:finalize` }),
    );
}

const lastInvoice = (customerId: string, currency: string, messageId: string) =>
  callStripe((stripe) =>
    stripe.invoices.create(
      {
        customer: customerId,
        currency: currency.toLowerCase(),
        pending_invoice_items_behavior: "include",
        collection_method: "send_invoice",
        days_until_due: 30,
        auto_advance: false,
        metadata: { choba_effect: messageId },
      },
      { idempotencyKey: `${messageId}:invoice` },
    ),
  );
