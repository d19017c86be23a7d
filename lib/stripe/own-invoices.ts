import type Stripe from "stripe";
import { effectiveDiscounts } from "@/lib/domain/coupons/found-discount";
import type { Day } from "@/lib/domain/time/day-span";
import { OutsideRefused } from "@/lib/http/outside";
import { registrationTerms } from "./account-tax-ids";
import { callStripe } from "./call-stripe";
import { discountsOfCustomer, discountsOfSubscription } from "./discounts";
import { type InvoiceSnapshot, readInvoice } from "./invoices";
import { keyed } from "./keyed";

/** The key in a line's metadata that says that Choba made it. */
export const lineMark = "choba_line";

/** A tax on one line of an invoice of Choba's own. Amounts have the sign of the line. */
export type InvoiceLineTax = {
  name: string;
  /** As text: "10", "8.5". */
  percent: string;
  inclusive: boolean;
  amountMinor: bigint;
  taxableMinor: bigint;
};

/** One line, as it stands on the invoice. */
export type InvoiceLine = {
  text: string;
  amountMinor: bigint;
  /** The first and the last day that it is for. */
  from: Day;
  to: Day;
  taxes: readonly InvoiceLineTax[];
  /** People put it on a draft that this invoice stands for. */
  isManual?: boolean;
};

/** The seller's registration number (empty: none), and what it is called in the payer's language. */
export type Registration = { number: string; fieldName: string };

/** An invoice that Choba makes from a promise. */
export type OwnInvoice = {
  /** Finds the invoice again, however late. */
  chargeId: string;
  tenantId: string;
  customerId: string;
  currency: string;
  lines: readonly InvoiceLine[];
  /** Below the lines: why no tax is charged, and what the seller says; null: as the customer's invoices have it. */
  footer: string | null;
  registration: Registration;
  /** What it must add up to, with tax and before the customer's balance. */
  totalMinor: bigint;
  /** The balance in the payer's favour that was shown with it; null: none was shown, and any is taken. */
  balanceMinor: bigint | null;
  /**
   * The coupons that people put on the customer, or on the license's subscription, as the promise knew them, by the ids of
   * the discounts; null: not compared, since the promise was committed before.
   */
  discounts: { subscriptionId: string | null; ids: readonly string[] } | null;
  /** True if the payer confirmed just now: then a bank may ask them (docs.stripe.com/api/invoices/pay). */
  isPayerPresent: boolean;
  /** It is sent, to be paid within so many days; null: it is charged to the payer's card. */
  daysUntilDue: number | null;
  /** When a sent one is due, where the payer's terms name a day instead of a number of days. */
  dueAt: Date | null;
};

/**
 * Makes, finalises and charges or sends the invoice of a promise, once, whatever is repeated. `key` is the outbox message's id.
 * An attempt that is declined leaves the invoice open. `beforePaying` lowers what is left to pay of it. Refuses with `other_total`, `other_balance` or `other_discounts` if the invoice
 * would not be what was promised: then nothing is finalised.
 */
export async function chargeOwnInvoice(
  wanted: OwnInvoice,
  key: string,
  isRepeated: boolean,
  beforePaying: (invoiceId: string) => Promise<void> = async () => {},
): Promise<InvoiceSnapshot> {
  const made = isRepeated ? await findOwnInvoice(wanted) : null;
  const id = made?.id ?? (await createDraft(wanted, keyOfDraft(wanted, key)));
  const draft = made ?? (await callStripe((stripe) => stripe.invoices.retrieve(id)));
  if (draft.status === "draft") {
    if (draft.lines.data.length === 0) await addLines(id, wanted, `${key}:2`);
    await nameSeller(draft, wanted, key);
    await requireAsPromised(id, wanted);
    await callStripe((stripe) =>
      stripe.invoices.finalizeInvoice(id, { auto_advance: false }, { idempotencyKey: `${key}:3` }),
    );
  }
  await beforePaying(id);
  return wanted.daysUntilDue === null
    ? payOwnInvoice(id, wanted.isPayerPresent, `${key}:4`)
    : sendOwnInvoice(id, `${key}:4`);
}

/** Mails an open invoice to the payer. Nothing is sent of one that is paid, or that became balance. */
async function sendOwnInvoice(id: string, key: string): Promise<InvoiceSnapshot> {
  const before = await readInvoice(id);
  if (before.status !== "open") return before;
  await callStripe((stripe) => stripe.invoices.sendInvoice(id, {}, { idempotencyKey: key }));
  return readInvoice(id);
}

/** Tries to collect an open invoice. What the bank says is in the snapshot; it is not thrown. */
export async function payOwnInvoice(
  id: string,
  isPayerPresent: boolean,
  key: string,
): Promise<InvoiceSnapshot> {
  const before = await readInvoice(id);
  if (before.status !== "open") return before;
  try {
    await callStripe((stripe) =>
      stripe.invoices.pay(id, { off_session: !isPayerPresent }, { idempotencyKey: key }),
    );
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
  }
  return readInvoice(id);
}

async function createDraft(wanted: OwnInvoice, key: string) {
  const { customerId, currency, chargeId, tenantId, daysUntilDue, dueAt, footer } = wanted;
  const { id } = await callStripe((stripe) =>
    stripe.invoices.create(
      {
        customer: customerId,
        currency: currency.toLowerCase(),
        auto_advance: false,
        ...(daysUntilDue === null
          ? { collection_method: "charge_automatically" }
          : { collection_method: "send_invoice", ...dueParameters(daysUntilDue, dueAt) }),
        pending_invoice_items_behavior: "exclude",
        // The promise has every discount as a line: what the customer carries must not be taken twice.
        discounts: "",
        ...(footer === null ? {} : { footer }),
        metadata: { choba_charge: chargeId, choba_tenant: tenantId },
      },
      { idempotencyKey: key },
    ),
  );
  return id;
}

const dueParameters = (days: number, at: Date | null) =>
  at ? { due_date: secondsOf(at) } : { days_until_due: days };

/** Tried again on another day, it is due on another day. */
const keyOfDraft = ({ daysUntilDue, dueAt }: OwnInvoice, key: string): string =>
  daysUntilDue !== null && dueAt ? `${key}:1:${secondsOf(dueAt)}` : `${key}:1`;

/** The customer's own fields stand on a new draft, so they are known only now. */
async function nameSeller(draft: Stripe.Invoice, { registration }: OwnInvoice, key: string): Promise<void> {
  const terms = await registrationTerms(registration, draft);
  if (Object.keys(terms).length === 0) return;
  await callStripe((stripe) =>
    stripe.invoices.update(draft.id, terms, { idempotencyKey: keyed(`${key}:seller`, terms) }),
  );
}

async function addLines(id: string, { lines }: OwnInvoice, key: string): Promise<void> {
  if (lines.length === 0) return;
  await callStripe((stripe) =>
    stripe.invoices.addLines(id, { lines: lines.map(markedLine) }, { idempotencyKey: key }),
  );
}

/** Each line of ours is marked with its place; what people put there is not. */
const markedLine = (line: InvoiceLine, index: number): Stripe.InvoiceAddLinesParams.Line => ({
  ...lineParameters(line),
  ...(line.isManual ? {} : { metadata: { [lineMark]: String(index) } }),
});

/** A line as `add_lines` takes it (docs.stripe.com/api/invoice-line-item/bulk). */
export const lineParameters = (line: InvoiceLine): Stripe.InvoiceAddLinesParams.Line => ({
  description: line.text,
  amount: Number(line.amountMinor),
  discountable: false,
  // The same date from Honolulu to Auckland; the end is inclusive.
  period: { start: hourOf(line.from), end: hourOf(line.to) },
  ...lineTaxParameters(line),
});

/** Taxes as amounts: no rate may stand on the invoice or its lines beside them. */
export const lineTaxParameters = ({ taxes }: InvoiceLine) =>
  taxes.length > 0 ? { tax_amounts: taxes.map(taxParameters) } : {};

const taxParameters = (tax: InvoiceLineTax): Stripe.InvoiceAddLinesParams.Line.TaxAmount => ({
  amount: Number(tax.amountMinor),
  taxable_amount: Number(tax.taxableMinor),
  tax_rate_data: { display_name: tax.name, percentage: Number(tax.percent), inclusive: tax.inclusive },
});

export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

const hourOf = (day: Day): number => Date.parse(`${day}T10:00:00Z`) / 1000;

async function requireAsPromised(id: string, wanted: OwnInvoice): Promise<void> {
  const draft = await callStripe((stripe) => stripe.invoices.retrieve(id, { expand: ["customer"] }));
  if (BigInt(draft.total) !== wanted.totalMinor)
    throw new OutsideRefused(
      "other_total",
      `invoice ${id} adds up to ${draft.total}, not ${wanted.totalMinor}`,
    );
  const customer = draft.customer;
  const balance =
    customer && typeof customer === "object" && !customer.deleted ? -BigInt(customer.balance) : 0n;
  if (wanted.balanceMinor !== null && balance !== wanted.balanceMinor)
    throw new OutsideRefused(
      "other_balance",
      `the balance of invoice ${id} is ${balance}, not ${wanted.balanceMinor}`,
    );
  if (wanted.discounts) await requireDiscounts(wanted.customerId, wanted.discounts);
}

async function requireDiscounts(
  customerId: string,
  { subscriptionId, ids }: NonNullable<OwnInvoice["discounts"]>,
): Promise<void> {
  const ofSubscription = subscriptionId ? await discountsOfSubscription(subscriptionId) : [];
  const found = effectiveDiscounts(await discountsOfCustomer(customerId), ofSubscription);
  const now = found.map((discount) => discount.id).sort();
  if (JSON.stringify(now) !== JSON.stringify(ids))
    throw new OutsideRefused(
      "other_discounts",
      `customer ${customerId} has the discounts ${now}, not ${ids}`,
    );
}

/** The invoice that was made for a charge before, if the request reached Stripe. */
async function findOwnInvoice({ customerId, chargeId }: OwnInvoice): Promise<Stripe.Invoice | null> {
  const list = await callStripe((stripe) => stripe.invoices.list({ customer: customerId, limit: 100 }));
  return list.data.find(({ metadata }) => metadata?.choba_charge === chargeId) ?? null;
}
