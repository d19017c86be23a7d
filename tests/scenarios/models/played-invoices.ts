import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { charges } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import type { ChargePromise, PromisedLine } from "@/lib/domain/promise/charge-promise";
import { promisedLineLabel } from "@/lib/i18n/promise/promised-line-text";
import type { Buyer } from "../../support/buyer";

/** An invoice as it stands at Stripe, without lines of nothing. */
export type PlayedInvoice = {
  /** The tenant's day on which it was made. */
  on: string;
  lines: [text: string, amountMinor: bigint][];
  taxMinor: bigint;
  totalMinor: bigint;
  /** Where it differs from the promise that was made, in words. */
  otherThanPromised: string[];
};

/** All invoices of a tenant that ask for something, oldest first, each compared with its promise. */
export async function playedInvoices(
  buyer: Buyer,
  timeZone: string,
  locale: "en" | "ja",
): Promise<PlayedInvoice[]> {
  const list = await buyer.world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 100 });
  const invoices = list.data.map((invoice) => ({ ...invoice, lines: linesOf(invoice) }));
  const asked = invoices.filter(({ lines }) => lines.length > 0).reverse();
  return Promise.all(
    asked.map(async ({ id, created, lines, total, status }) => ({
      on: new Date(created * 1000).toLocaleDateString("sv-SE", { timeZone }),
      lines: lines.map(({ description, amount }): [string, bigint] => [description ?? "", BigInt(amount)]),
      taxMinor: lines.reduce((sum, line) => sum + taxOf(line), 0n),
      totalMinor: BigInt(total),
      otherThanPromised: [
        ...(status === "paid" ? [] : [`${id} is ${status}`]),
        ...differences(lines, await promiseOf(buyer, id), BigInt(total), locale),
      ],
    })),
  );
}

const linesOf = (invoice: Stripe.Invoice) => invoice.lines.data.filter(({ amount }) => amount !== 0);

const taxOf = ({ taxes }: Stripe.InvoiceLineItem): bigint =>
  (taxes ?? []).reduce((sum, { amount }) => sum + BigInt(amount), 0n);

async function promiseOf(buyer: Buyer, invoiceId: string): Promise<ChargePromise | null> {
  const own = and(eq(charges.tenantId, buyer.tenantId), eq(charges.stripeInvoiceId, invoiceId));
  const [charge] = await inTenant(buyer.tenantId, (tx) => tx.select().from(charges).where(own));
  return charge?.promise ?? null;
}

function differences(
  lines: readonly Stripe.InvoiceLineItem[],
  promise: ChargePromise | null,
  totalMinor: bigint,
  locale: "en" | "ja",
): string[] {
  if (!promise) return ["an invoice that nobody promised"];
  const promised = promise.lines.filter(({ amountMinor }) => amountMinor !== 0n);
  const said = promised.map((line) => saidOfPromise(line, promise.currency, locale)).sort();
  const stands = lines.map(saidAtStripe).sort();
  return [
    ...said.filter((line) => !stands.includes(line)).map((line) => `promised only: ${line}`),
    ...stands.filter((line) => !said.includes(line)).map((line) => `at Stripe only: ${line}`),
    ...lines.flatMap((line) => otherPrice(line, promised, promise.currency, locale)),
    ...(promise.totalMinor === totalMinor ? [] : [`${promise.totalMinor} promised, ${totalMinor} asked`]),
  ];
}

/** Text (it says quantity and unit price), first and last day, amount, tax. */
const saidOfPromise = (line: PromisedLine, currency: string, locale: "en" | "ja"): string =>
  [
    promisedLineLabel(line, currency, locale),
    line.span.from,
    new Date(Date.parse(line.span.until) - 86_400_000).toISOString().slice(0, 10),
    line.amountMinor,
    line.taxes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  ].join(" | ");

const saidAtStripe = (line: Stripe.InvoiceLineItem): string =>
  [line.description, dayAt(line.period.start), dayAt(line.period.end), line.amount, taxOf(line)].join(" | ");

/** Lines say 10:00 UTC: the same date in every zone that bills here. */
const dayAt = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

/** A line by a price of the subscription has Stripe's own quantity and unit price: they are those of the promise. */
function otherPrice(
  { description, quantity, pricing, parent }: Stripe.InvoiceLineItem,
  promised: readonly PromisedLine[],
  currency: string,
  locale: "en" | "ja",
): string[] {
  const same = promised.find((line) => promisedLineLabel(line, currency, locale) === description);
  if (parent?.type !== "subscription_item_details" || same?.kind !== "charge") return [];
  const stands = `${quantity} × ${pricing?.unit_amount_decimal}`;
  const said = `${same.quantity} × ${same.unitAmountMinor}`;
  return stands === said ? [] : [`${description}: ${said} promised, ${stands} at Stripe`];
}
