import { newId } from "../core/ids";
import type { Metadata } from "../core/json";
import { amountFor, divideRounded, prorated, scaled, sum, toInteger } from "../core/money";
import type { CreditedByItem, CreditedItems, InvoiceItem, LineItem, Pricing } from "../shapes/invoice";
import { newInvoiceItem } from "../shapes/invoice";
import type { SubscriptionItem } from "../shapes/subscription";
import type { TaxRate } from "../shapes/tax";
import type { Debit, Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { fullPeriodText, remainingText, trialText, unusedText } from "./line-descriptions";

/** A computed charge or credit of a subscription item. It becomes an invoice line or an invoice item later. */
export interface ItemLine {
  id: string;
  amount: number;
  /** Before discounts. A proration's amount contains them (see `discounts/discount-prorations.ts`). */
  gross: number;
  /** The discounts that the amount contains. */
  discounts: string[];
  /** The line's own tax rates; null when the invoice's rates apply. */
  rates: TaxRate[] | null;
  description: string;
  item: SubscriptionItem;
  period: { start: number; end: number };
  isProration: boolean;
  isCredit: boolean;
  /** For a credit: the debit it gives back. */
  credited: CreditedByItem | null;
  /** The id of the invoice item it is stored as; null until then. */
  invoiceItem: string | null;
}

/** The charge of an item for its whole current period. */
export async function fullLine(unit: Unit, item: SubscriptionItem): Promise<ItemLine> {
  const gross = amountFor(item.price.unit_amount_decimal, item.quantity);
  return {
    id: newId("il"),
    amount: gross,
    gross,
    discounts: [],
    rates: ratesOf(item),
    description: fullPeriodText(item, await countOf(unit, item), await productName(unit, item)),
    item,
    period: { start: item.current_period_start, end: item.current_period_end },
    isProration: false,
    isCredit: false,
    credited: null,
    invoiceItem: null,
  };
}

/** The line of an item for its trial, which costs nothing. */
export async function trialLine(unit: Unit, item: SubscriptionItem): Promise<ItemLine> {
  const free = structuredClone(item);
  Object.assign(free.price, { unit_amount: 0, unit_amount_decimal: "0" });
  const line = await fullLine(unit, free);
  return { ...line, description: trialText(await countOf(unit, item), await productName(unit, item)) };
}

/** The charge of an item for a part of a period, given as parts of whole intervals. Each part is rounded on its own. */
export async function partialLine(
  unit: Unit,
  item: SubscriptionItem,
  period: { start: number; end: number },
  parts: { seconds: number; basis: number }[],
): Promise<ItemLine> {
  const gross = sum(
    parts.map(({ seconds, basis }) =>
      prorated(item.price.unit_amount_decimal, item.quantity, seconds, basis),
    ),
  );
  return {
    id: newId("il"),
    amount: gross,
    gross,
    discounts: [],
    rates: ratesOf(item),
    description: remainingText(item, await productName(unit, item), period.start),
    item,
    period,
    isProration: true,
    isCredit: false,
    credited: null,
    invoiceItem: null,
  };
}

/**
 * Credits what was debited for the time after `at`, with the discounts and tax rates of the debit. Null when no time is
 * left (docs.stripe.com/billing/subscriptions/billing-mode/compare, credit prorations).
 */
export async function creditLine(unit: Unit, debit: Debit, at: number): Promise<ItemLine | null> {
  const from = Math.max(at, debit.start);
  if (from >= debit.end) return null;
  const { item } = debit;
  const gross = prorated(item.price.unit_amount_decimal, item.quantity, debit.end - from, debit.basis);
  const amount = debit.net === undefined || debit.net === debit.amount ? gross : partOfNet(debit, from);
  return {
    id: newId("il"),
    amount: amount === 0 ? 0 : -amount,
    gross: gross === 0 ? 0 : -gross,
    discounts: debit.discounts ?? [],
    rates: debit.rates ?? ratesOf(item),
    description: unusedText(item, await productName(unit, item), from),
    item,
    period: { start: from, end: debit.end },
    isProration: true,
    isCredit: true,
    credited: await creditedBy(unit, debit),
    invoiceItem: null,
  };
}

/** The share of a discounted debit for the time after `from`, rounded once. */
function partOfNet({ item, amount, net = amount, end, basis }: Debit, from: number): number {
  if (amount === 0) return 0;
  const dividend = scaled(item.price.unit_amount_decimal) * BigInt(item.quantity) * BigInt(end - from);
  return toInteger(divideRounded(dividend * BigInt(net), scaled("1") * BigInt(basis) * BigInt(amount)));
}

const ratesOf = ({ tax_rates }: SubscriptionItem): TaxRate[] | null =>
  tax_rates.length > 0 ? tax_rates : null;

async function creditedBy(unit: Unit, { source }: Debit): Promise<CreditedByItem | null> {
  if (source.invoice) return invoicedAt(source.invoice, source.line);
  const item = source.invoiceItem ? await unit.find("invoiceitem", source.invoiceItem) : null;
  if (!item) return null;
  return item.data.invoice
    ? invoicedAt(item.data.invoice, item.hidden.line ?? source.line)
    : { invoice_item: item.id, type: "invoice_item" };
}

const invoicedAt = (invoice: string, line: string): CreditedByItem => ({
  invoice_line_item_details: { invoice, invoice_line_items: [line] },
  type: "invoice_line_items",
});

/** Invoice lines link only to lines of an invoice, not to pending items. */
const creditedLines = (credited: CreditedByItem | null | undefined): CreditedItems | null =>
  credited?.type === "invoice_line_items" ? credited.invoice_line_item_details : null;

async function productName(unit: Unit, item: SubscriptionItem): Promise<string> {
  const product = await unit.find("product", item.price.product);
  return product?.data.name ?? item.price.product;
}

/** "3 user": how many of what. The label is of the product; without one the number stands alone. */
async function countOf(unit: Unit, item: SubscriptionItem): Promise<string> {
  const label = (await unit.find("product", item.price.product))?.data.unit_label;
  return label ? `${item.quantity} ${label}` : String(item.quantity);
}

/** A proration has no unit amount: its amount is a part of one. */
const pricingOf = (item: SubscriptionItem, isProration: boolean): Pricing => ({
  price_details: { price: item.price.id, product: item.price.product },
  type: "price_details",
  unit_amount_decimal: isProration ? null : item.price.unit_amount_decimal,
});

/** The invoice line for a charge that was never an invoice item. */
export function subscriptionLine(line: ItemLine, invoice: string, metadata: Metadata): LineItem {
  return {
    ...blankLine(line.id, invoice, line.item.price.currency, line.amount),
    description: line.description,
    discountable: !line.isProration,
    metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: line.isProration,
        proration_details: { credited_items: creditedLines(line.credited) },
        subscription: line.item.subscription,
        subscription_item: line.item.id,
      },
      type: "subscription_item_details",
    },
    period: { end: line.period.end, start: line.period.start },
    pricing: pricingOf(line.item, line.isProration),
    quantity: line.item.quantity,
    quantity_decimal: String(line.item.quantity),
    subscription: line.item.subscription,
  };
}

/** Stores a proration as a pending invoice item. */
export async function pendingItem(
  unit: Unit,
  line: ItemLine,
  customer: string,
  metadata: Metadata,
): Promise<Row<"invoiceitem">> {
  const { item } = line;
  const data = newInvoiceItem(newId("ii"), unit.at, customer, item.price.currency);
  data.amount = line.amount;
  data.net_amount = line.amount;
  data.description = line.description;
  data.discountable = false;
  data.metadata = metadata;
  data.parent = {
    subscription_details: { subscription: item.subscription, subscription_item: item.id },
    type: "subscription_details",
  };
  data.period = { end: line.period.end, start: line.period.start };
  data.pricing = pricingOf(item, true);
  data.proration = true;
  data.proration_details = {
    credited_items: line.credited,
    discount_amounts: line.discounts.map((discount) => ({ amount: 0, discount })),
  };
  data.quantity = item.quantity;
  data.quantity_decimal = String(item.quantity);
  data.tax_rates = line.rates ?? [];
  data.test_clock = unit.clock;
  const hidden = line.rates ? { line: line.id, rates: line.rates } : { line: line.id };
  const row = await unit.create("invoiceitem", data, hidden);
  line.invoiceItem = row.id;
  await unit.emit("invoiceitem.created", row);
  return row;
}

/** The invoice line for an invoice item: a proration or a one-off amount. */
export function lineOfInvoiceItem(row: Row<"invoiceitem">, invoice: string): LineItem {
  const { data } = row;
  const details = data.parent?.subscription_details ?? null;
  row.hidden.line ??= newId("il");
  return {
    ...blankLine(row.hidden.line, invoice, data.currency, data.amount),
    description: data.description,
    discountable: data.discountable,
    metadata: data.metadata,
    parent: parentOf(data, details),
    period: data.period,
    pricing: data.pricing,
    quantity: data.quantity,
    quantity_decimal: data.quantity_decimal,
    subscription: details?.subscription ?? null,
  };
}

function parentOf(
  data: InvoiceItem,
  details: { subscription: string; subscription_item?: string } | null,
): LineItem["parent"] {
  const proration_details = { credited_items: creditedLines(data.proration_details?.credited_items) };
  if (details?.subscription_item) {
    return {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: data.id,
        proration: data.proration,
        proration_details,
        subscription: details.subscription,
        subscription_item: details.subscription_item,
      },
      type: "subscription_item_details",
    };
  }
  return {
    invoice_item_details: {
      invoice_item: data.id,
      proration: data.proration,
      proration_details,
      subscription: details?.subscription ?? null,
    },
    subscription_item_details: null,
    type: "invoice_item_details",
  };
}

function blankLine(id: string, invoice: string, currency: string, amount: number) {
  return {
    id,
    object: "line_item" as const,
    amount,
    currency,
    discount_amounts: [] as LineItem["discount_amounts"],
    discountable: true,
    discounts: [] as never[],
    invoice,
    livemode: false as const,
    pretax_credit_amounts: [] as LineItem["pretax_credit_amounts"],
    subtotal: amount,
    taxes: [] as LineItem["taxes"],
  };
}
