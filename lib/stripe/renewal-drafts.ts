import type Stripe from "stripe";
import { callStripe } from "./call-stripe";
import { type InvoiceSnapshot, readInvoice } from "./invoices";
import { type InvoiceLine, lineParameters, lineTaxParameters } from "./own-invoices";

/** An invoice that Stripe made because a subscription renewed. */
export type RenewalInvoice = { id: string; isDraft: boolean };

/** The invoice of a subscription's renewal at `dueAt` or up to a day later; null: Stripe has not made it yet. */
export async function findRenewalInvoice(
  subscriptionId: string,
  dueAt: Date,
): Promise<RenewalInvoice | null> {
  const from = Math.floor(dueAt.getTime() / 1000) - 60;
  const list = await callStripe((stripe) =>
    stripe.invoices.list({
      subscription: subscriptionId,
      created: { gte: from, lt: from + 86_400 },
      limit: 10,
    }),
  );
  const found = list.data.find(({ billing_reason: reason }) => reason === "subscription_cycle");
  return found ? { id: found.id, isDraft: found.status === "draft" } : null;
}

/** A line that is expected, and the price at Stripe that the subscription bills it by; null: none. */
export type ExpectedLine = InvoiceLine & { priceId: string | null };

/** How long a draft waits for Choba at most before it is final without us. */
const waitSeconds = 72 * 60 * 60;

/**
 * Puts on a renewal's draft what is expected, and makes it final: a line that stands there with its amount gets our text,
 * days and tax; a line of ours that should not be there is taken back by one of its own; what is missing is added. Lines
 * of items that people put there stay. Returns what they add to the total.
 */
export async function completeRenewalDraft(
  id: string,
  expected: {
    chargeId: string;
    lines: readonly ExpectedLine[];
    footer: string | null;
    totalMinor: bigint;
  },
  ourPrices: ReadonlySet<string>,
  key: string,
): Promise<InvoiceSnapshot> {
  const draft = await callStripe((stripe) => stripe.invoices.retrieve(id));
  await callStripe((stripe) =>
    stripe.invoices.update(
      id,
      {
        automatically_finalizes_at: draft.created + waitSeconds,
        // Rates that people put on the subscription stay unless Choba sets tax amounts, which bear no rates beside them.
        ...(expected.lines.some(({ taxes }) => taxes.length > 0) ? { default_tax_rates: "" } : {}),
        ...(expected.footer === null ? {} : { footer: expected.footer }),
        metadata: { choba_charge: expected.chargeId },
      },
      { idempotencyKey: `${key}:1` },
    ),
  );
  const { matched, surplus, missing } = compare(draft.lines.data, expected.lines, ourPrices);
  for (const { line, wanted } of matched)
    await callStripe((stripe) =>
      stripe.invoices.updateLineItem(id, line.id, updateParameters(wanted), {
        idempotencyKey: `${key}:2:${line.id}`,
      }),
    );
  const added = [
    ...missing.map((line) => ({ ...lineParameters(line), metadata: addedByUs })),
    ...surplus.map(takenBack),
  ];
  if (added.length > 0)
    await callStripe((stripe) =>
      stripe.invoices.addLines(id, { lines: added }, { idempotencyKey: `${key}:3` }),
    );
  await callStripe((stripe) =>
    stripe.invoices.finalizeInvoice(id, { auto_advance: true }, { idempotencyKey: `${key}:4` }),
  );
  return readInvoice(id);
}

/**
 * What a renewal's invoice lacks that was final before Choba could complete it: the expected lines that do not stand
 * there, and lines of ours that should not, taken back. Empty if it is right. Taxes that it lacks are not found here.
 */
export async function lackOfRenewalInvoice(
  id: string,
  lines: readonly ExpectedLine[],
  ourPrices: ReadonlySet<string>,
): Promise<InvoiceLine[]> {
  const invoice = await callStripe((stripe) => stripe.invoices.retrieve(id));
  const { missing, surplus } = compare(invoice.lines.data, lines, ourPrices);
  return [
    ...missing,
    ...surplus.map((line) => ({
      text: line.description ?? "",
      amountMinor: -BigInt(line.amount),
      from: dayOf(line.period.start),
      to: dayOf(line.period.end - 1),
      taxes: [],
    })),
  ];
}

const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

type Line = Stripe.InvoiceLineItem;

/** On lines that Choba added: whoever looks again, after a crash for example, must not add them again. */
const addedByUs = { choba_line: "added" };
/** On the line that takes another one back: that one's id. */
const takesBack = "choba_takes_back";

function compare(lines: readonly Line[], expected: readonly ExpectedLine[], ourPrices: ReadonlySet<string>) {
  const open = [...expected];
  const matched: { line: Line; wanted: ExpectedLine }[] = [];
  const surplus: Line[] = [];
  for (const line of lines.filter(({ metadata }) => metadata.choba_line === addedByUs.choba_line)) {
    const at = open.findIndex(
      ({ text, amountMinor }) => text === line.description && amountMinor === BigInt(line.amount),
    );
    if (at >= 0) open.splice(at, 1);
  }
  const takenBackIds = new Set(lines.map(({ metadata }) => metadata[takesBack]));
  for (const line of lines.filter(({ id }) => !takenBackIds.has(id))) {
    const priceId = line.pricing?.price_details?.price ?? null;
    if (typeof priceId !== "string" || !ourPrices.has(priceId)) continue;
    const at = open.findIndex((each) => each.priceId === priceId && each.amountMinor === BigInt(line.amount));
    const [wanted] = at < 0 ? [] : open.splice(at, 1);
    if (wanted) matched.push({ line, wanted });
    else surplus.push(line);
  }
  return { matched, surplus, missing: open };
}

const updateParameters = (line: InvoiceLine): Stripe.InvoiceUpdateLineItemParams => {
  const { description, period } = lineParameters(line);
  return {
    ...(description === undefined ? {} : { description }),
    ...(period ? { period } : {}),
    ...lineTaxParameters(line),
  };
};

const takenBack = (line: Line): Stripe.InvoiceAddLinesParams.Line => ({
  description: line.description ?? "",
  amount: -line.amount,
  discountable: false,
  period: { start: line.period.start, end: line.period.end },
  metadata: { [takesBack]: line.id },
});
