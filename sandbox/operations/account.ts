import type { JsonObject } from "../core/json";
import { termsOf } from "../discounts/discount-invoice";
import type { CreditNote } from "../shapes/credit-note";
import type { Customer, TaxId } from "../shapes/customer";
import type { Coupon } from "../shapes/discount";
import type { Dispute } from "../shapes/dispute";
import type { EventObject } from "../shapes/event";
import type { Invoice, InvoiceItem, LineItem } from "../shapes/invoice";
import type { Charge, PaymentIntent, PaymentMethod } from "../shapes/payment";
import type { Refund } from "../shapes/refund";
import type { Subscription } from "../shapes/subscription";
import { readClock } from "../store/base-clock";
import type { Kind, Kinds, Row } from "../store/kinds";
import { render } from "../store/render";
import type { Unit } from "../store/unit";
import type { PageWork } from "./create-operations";
import { taxAndDiscountNames } from "./tax-and-discount-names";

/** An event with the state of its deliveries. */
export interface EventWithDeliveries {
  event: EventObject;
  deliveries: { state: "pending" | "delivered" | "given_up"; attempts: number }[];
}

export interface AccountOverview {
  /** Unix seconds. */
  now: number;
  mode: "flowing" | "frozen";
  offsetMs: number;
  failures: JsonObject[];
  events: EventWithDeliveries[];
}

export interface CustomerView {
  customer: Customer;
  taxIds: TaxId[];
  paymentMethods: PaymentMethod[];
  subscriptions: Subscription[];
  invoices: Invoice[];
  pendingItems: InvoiceItem[];
  events: EventWithDeliveries[];
}

export interface SubscriptionView {
  subscription: Subscription;
  customer: Customer | null;
  invoices: Invoice[];
  /** The coupons of its discounts. */
  coupons: Coupon[];
}

export interface InvoiceView {
  invoice: JsonObject;
  data: Invoice;
  lines: LineItem[];
  /** The names of its tax rates and discounts, by id. */
  names: { [id: string]: string };
  customer: Customer | null;
  subscription: string | null;
  intent: PaymentIntent | null;
  charges: Charge[];
  refunds: Refund[];
  creditNotes: CreditNote[];
  disputes: Dispute[];
}

/** What the page of an invoice or a receipt needs besides the object itself. */
export interface PageDetails {
  /** The customer's preferred languages, best first. */
  locales: string[];
  invoice: Invoice | null;
  /** The names of the invoice's tax rates and discounts, by id. */
  names: { [id: string]: string };
  /** The charge that paid the invoice; null until then. */
  charge: Charge | null;
}

const HOW_MANY = 100;

async function newest<K extends Kind>(unit: Unit, kind: K, limit = HOW_MANY): Promise<Kinds[K]["data"][]> {
  const rows = await unit.tx<{ data: Kinds[K]["data"] }[]>`
    SELECT data FROM sandbox.objects WHERE kind = ${kind} AND NOT deleted ORDER BY seq DESC LIMIT ${limit}`;
  return rows.map(({ data }) => data);
}

const dataOf = <K extends Kind>(rows: Row<K>[]): Kinds[K]["data"][] => rows.map(({ data }) => data).reverse();

interface EventFilter {
  limit: number;
  id?: string;
  type?: string;
  /** Only events older than this one. */
  before?: string;
  /** Only events about this customer or its objects. */
  customer?: string;
}

async function eventsOf(
  unit: Unit,
  { limit, id, type, before, customer }: EventFilter,
): Promise<EventWithDeliveries[]> {
  const { tx } = unit;
  const rows = await tx<{ data: EventObject }[]>`
    SELECT data FROM sandbox.objects
    WHERE kind = 'event'
      ${id ? tx`AND id = ${id}` : tx``}
      ${type ? tx`AND data->>'type' = ${type}` : tx``}
      ${before ? tx`AND seq < (SELECT seq FROM sandbox.objects WHERE id = ${before})` : tx``}
      ${customer ? tx`AND ${customer} IN (data->'data'->'object'->>'customer', data->'data'->'object'->>'id')` : tx``}
    ORDER BY seq DESC LIMIT ${limit}`;
  const ids = rows.map(({ data }) => data.id);
  const deliveries = await tx<(EventWithDeliveries["deliveries"][number] & { event_id: string })[]>`
    SELECT event_id, state, attempts FROM sandbox.deliveries WHERE event_id IN ${tx(ids.length ? ids : [""])} ORDER BY seq`;
  return rows.map(({ data }) => ({
    event: data,
    deliveries: deliveries
      .filter(({ event_id }) => event_id === data.id)
      .map(({ state, attempts }) => ({ state, attempts })),
  }));
}

async function pageDetails(
  unit: Unit,
  customer: string | null,
  invoice: Row<"invoice"> | null,
  charge: Charge | null,
) {
  const owner = customer ? await unit.find("customer", customer) : null;
  return {
    locales: owner?.data.preferred_locales ?? [],
    invoice: invoice?.data ?? null,
    names: invoice ? await taxAndDiscountNames(unit, invoice.data) : {},
    charge,
  };
}

/** Reads the account for the dashboard, and the details that the invoice and receipt pages need. */
export function accountOperations(work: PageWork) {
  return {
    getOverview: (): Promise<AccountOverview> =>
      work.read(async (unit) => {
        const { nowMs, mode, offsetMs } = await readClock(unit.tx);
        const failures = unit.environment.failures.list();
        return {
          now: Math.floor(nowMs / 1000),
          mode,
          offsetMs,
          failures,
          events: await eventsOf(unit, { limit: 20 }),
        };
      }),

    /** The newest hundred of each. */
    listCustomers: (): Promise<Customer[]> => work.read((unit) => newest(unit, "customer")),
    listSubscriptions: (): Promise<Subscription[]> => work.read((unit) => newest(unit, "subscription")),
    listInvoices: (): Promise<Invoice[]> => work.read((unit) => newest(unit, "invoice")),
    listEvents: (filter: EventFilter): Promise<EventWithDeliveries[]> =>
      work.read((unit) => eventsOf(unit, filter)),

    viewCustomer: (id: string): Promise<CustomerView | null> =>
      work.read(async (unit) => {
        const row = await unit.find("customer", id);
        if (!row) return null;
        const where = { customer: id };
        return {
          customer: row.data,
          taxIds: dataOf(await unit.all("tax_id", where)),
          paymentMethods: dataOf(await unit.all("payment_method", where)),
          subscriptions: dataOf(await unit.all("subscription", where)),
          invoices: dataOf(await unit.all("invoice", where)),
          pendingItems: dataOf(await unit.all("invoiceitem", where)).filter(
            ({ invoice }) => invoice === null,
          ),
          events: await eventsOf(unit, { limit: 20, customer: id }),
        };
      }),

    viewSubscription: (id: string): Promise<SubscriptionView | null> =>
      work.read(async (unit) => {
        const row = await unit.find("subscription", id);
        if (!row) return null;
        const where = { customer: row.data.customer };
        const invoices = (await unit.all("invoice", where)).filter(
          ({ hidden }) => hidden.subscription === id,
        );
        return {
          subscription: row.data,
          customer: (await unit.find("customer", row.data.customer))?.data ?? null,
          invoices: dataOf(invoices),
          coupons: (await termsOf(unit, row.data.discounts)).map(({ coupon }) => coupon),
        };
      }),

    viewInvoice: (id: string): Promise<InvoiceView | null> =>
      work.read(async (unit) => {
        const row = await unit.find("invoice", id);
        if (!row) return null;
        const intent = row.hidden.paymentIntent
          ? await unit.find("payment_intent", row.hidden.paymentIntent)
          : null;
        return {
          invoice: render(row),
          data: row.data,
          lines: row.hidden.lines,
          names: await taxAndDiscountNames(unit, row.data),
          customer: (await unit.find("customer", row.data.customer))?.data ?? null,
          subscription: row.hidden.subscription,
          intent: intent?.data ?? null,
          charges: intent ? dataOf(await unit.all("charge", { payment_intent: intent.id })) : [],
          refunds: intent ? dataOf(await unit.all("refund", { payment_intent: intent.id })) : [],
          disputes: intent ? dataOf(await unit.all("dispute", { payment_intent: intent.id })) : [],
          creditNotes: dataOf(await unit.all("credit_note", { invoice: id })),
        };
      }),

    /** The id of the invoice whose page shows the dispute; null when there is none. */
    invoiceOfDispute: (id: string): Promise<string | null> =>
      work.read(async (unit) => {
        const intent = (await unit.find("dispute", id))?.data.payment_intent;
        return intent ? ((await unit.find("payment_intent", intent))?.hidden.invoice ?? null) : null;
      }),

    /** For the page of an invoice. */
    detailsForInvoicePage: (id: string): Promise<PageDetails | null> =>
      work.read(async (unit) => {
        const row = await unit.find("invoice", id);
        if (!row) return null;
        const intent = row.hidden.paymentIntent;
        const charges = intent
          ? await unit.all("charge", { payment_intent: intent, status: "succeeded" })
          : [];
        return pageDetails(unit, row.data.customer, row, charges.at(-1)?.data ?? null);
      }),

    /** For the page of a receipt. */
    detailsForReceiptPage: (id: string): Promise<PageDetails | null> =>
      work.read(async (unit) => {
        const charge = await unit.find("charge", id);
        if (!charge) return null;
        const intent = await unit.find("payment_intent", charge.data.payment_intent);
        const invoice = intent?.hidden.invoice ? await unit.find("invoice", intent.hidden.invoice) : null;
        return pageDetails(unit, charge.data.customer, invoice, charge.data);
      }),

    /** The products' names, by product id. */
    productNames: (ids: string[]): Promise<{ [id: string]: string }> =>
      work.read(async (unit) => {
        const names: { [id: string]: string } = {};
        for (const id of new Set(ids)) {
          const product = await unit.find("product", id);
          if (product) names[id] = product.data.name;
        }
        return names;
      }),
  };
}
