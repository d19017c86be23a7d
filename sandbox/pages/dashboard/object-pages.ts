import { html } from "hono/html";
import { isObject, type JsonObject } from "../../core/json";
import type {
  CustomerView,
  EventWithDeliveries,
  InvoiceView,
  SubscriptionView,
} from "../../operations/account";
import type { TaxRate } from "../../shapes/tax";
import { addressLines, cardName, expiryOf, moneyOf, periodOf, timeOf } from "../format";
import type { Html } from "../reply";
import { statusChip } from "../status-chip";
import { taxAndDiscountRows } from "../tax-and-discount-rows";
import { words } from "../words/index";
import type { Locale } from "../words/locale";
import { customerForms, subscriptionForms } from "./by-hand-actions";
import { couponForms } from "./coupon-actions";
import { invoiceActions, invoiceAdjustments } from "./invoice-actions";
import {
  deliveryChips,
  eventTable,
  fields,
  invoiceTable,
  linkTo,
  rawJson,
  subscriptionTable,
  table,
} from "./parts";
import { dashboardWords } from "./words";

export function customerPage(locale: Locale, view: CustomerView, refusal: string | null = null): Html {
  const t = dashboardWords(locale);
  const { customer } = view;
  return html`<h1>${customer.name ?? customer.email ?? customer.id}</h1>
<section>${fields([
    [t.id, html`<code>${customer.id}</code>`],
    [t.name, customer.name],
    [t.email, customer.email],
    [t.phone, customer.phone],
    [t.address, addressLines(customer.address).join(" ")],
    [t.locales, customer.preferred_locales.join(", ")],
    [t.taxId, view.taxIds.map(({ type, value }) => `${type} ${value}`).join(", ")],
    [t.balance, customer.currency ? moneyOf(customer.balance, customer.currency) : null],
    [t.created, timeOf(locale, customer.created)],
  ])}
${rawJson(t.rawOf(customer.id), customer)}</section>
${couponForms(locale, customer.discount ? [customer.discount.source.coupon] : [], refusal)}
${customerForms(locale)}
${subscriptionTable(locale, t.subscriptions, view.subscriptions)}
${invoiceTable(locale, t.invoices, view.invoices)}
${table(
  locale,
  t.pendingItems,
  [t.description, t.amount, t.period],
  view.pendingItems.map((item) => [
    item.description,
    moneyOf(item.amount, item.currency),
    periodOf(locale, item.period),
  ]),
)}
${table(
  locale,
  t.cards,
  [t.card, t.expires, t.default],
  view.paymentMethods.map((method) => [
    cardName(locale, method.card),
    expiryOf(method),
    customer.invoice_settings.default_payment_method === method.id ? t.default : null,
  ]),
  html`${view.paymentMethods.map((method) => rawJson(t.rawOf(method.id), method))}`,
)}
${eventTable(locale, t.recentEvents, view.events)}`;
}

export function subscriptionPage(
  locale: Locale,
  view: SubscriptionView,
  products: { [id: string]: string },
  refusal: string | null = null,
): Html {
  const t = dashboardWords(locale);
  const { subscription: one, customer } = view;
  return html`<h1>${t.subscription} ${statusChip(locale, one.status)}</h1>
<section>${fields([
    [t.id, html`<code>${one.id}</code>`],
    [t.customer, linkTo(locale, "customer", one.customer, customer?.name ?? one.customer)],
    [t.created, timeOf(locale, one.created)],
    [t.ends, one.cancel_at ? timeOf(locale, one.cancel_at) : null],
    [t.taxes, one.default_tax_rates.map(rateName).join(", ")],
  ])}
${rawJson(t.rawOf(one.id), one)}</section>
${table(
  locale,
  t.items,
  [t.name, t.price, t.quantity, t.taxes, t.period],
  one.items.data.map((item) => [
    products[item.price.product] ?? item.price.product,
    moneyOf(item.price.unit_amount_decimal, item.price.currency),
    item.quantity,
    item.tax_rates.map(rateName).join(", ") || null,
    html`<div>${timeOf(locale, item.current_period_start)}</div><div>– ${timeOf(locale, item.current_period_end)}</div>`,
  ]),
)}
${couponForms(
  locale,
  view.coupons.map(({ id, name }) => (name ? `${name} (${id})` : id)),
  refusal,
)}
${subscriptionForms(locale, one, products)}
${invoiceTable(locale, t.invoices, view.invoices)}`;
}

const rateName = ({ display_name, percentage }: TaxRate) => `${display_name} ${percentage}%`;

export function invoicePage(locale: Locale, view: InvoiceView, refusal: string | null = null): Html {
  const t = dashboardWords(locale);
  const { data: one, customer, subscription, intent } = view;
  const w = words(locale).invoice;
  const when = (instant: number | null) => (instant ? timeOf(locale, instant) : null);
  return html`<h1>${t.invoice} ${one.number ?? one.id} ${statusChip(locale, one.status)}</h1>
<section><p class="amount">${moneyOf(one.total, one.currency)}</p>
${fields([
  [t.id, html`<code>${one.id}</code>`],
  [t.customer, linkTo(locale, "customer", one.customer, customer?.name ?? one.customer)],
  [t.subscription, subscription ? linkTo(locale, "subscription", subscription) : null],
  [t.remaining, moneyOf(one.amount_remaining, one.currency)],
  [t.created, timeOf(locale, one.created)],
  [t.finalizes, when(one.automatically_finalizes_at)],
  [t.nextAttempt, when(one.next_payment_attempt)],
  [t.payment, intent ? html`${statusChip(locale, intent.status)} <code>${intent.id}</code>` : null],
  [t.problem, intent?.last_payment_error?.message ?? null],
])}
${one.status === "draft" ? "" : html`<p><a href="/invoice/${one.id}/now?lang=${locale}">${t.hosted}</a></p>`}
${rawJson(t.rawOf(one.id), view.invoice)}</section>
${table(
  locale,
  t.lines,
  [t.description, t.period, t.quantity, t.amount],
  view.lines.map((line) => [
    line.description,
    periodOf(locale, line.period),
    line.quantity,
    moneyOf(line.amount, line.currency),
  ]),
  fields([
    [w.subtotal, moneyOf(one.subtotal, one.currency)],
    ...taxAndDiscountRows(w, one, view.names).map(([label, amount]): [string, string] => [
      label,
      moneyOf(amount, one.currency),
    ]),
    [w.total, moneyOf(one.total, one.currency)],
  ]),
)}
${table(
  locale,
  t.charges,
  [t.time, t.status, t.amount, t.card, t.problem, t.receipt],
  view.charges.map((charge) => [
    timeOf(locale, charge.created),
    statusChip(locale, charge.status),
    moneyOf(charge.amount, charge.currency),
    cardName(locale, charge.payment_method_details.card),
    charge.failure_message,
    charge.receipt_url ? html`<a href="/receipt/${charge.id}?lang=${locale}">${t.receipt}</a>` : null,
  ]),
)}
${invoiceAdjustments(locale, view)}
${invoiceActions(locale, view, refusal)}`;
}

export function eventPage(locale: Locale, { event, deliveries }: EventWithDeliveries): Html {
  const t = dashboardWords(locale);
  const object: JsonObject = isObject(event.data.object) ? event.data.object : {};
  return html`<h1>${event.type}</h1>
<section>${fields([
    [t.id, html`<code>${event.id}</code>`],
    [t.time, timeOf(locale, event.created)],
    [t.object, linkTo(locale, String(object.object), String(object.id))],
    [t.deliveries, deliveryChips(locale, deliveries)],
  ])}
${rawJson(t.rawOf(event.id), event, true)}</section>`;
}
