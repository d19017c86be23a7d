import { html } from "hono/html";
import { isObject, type JsonObject } from "../../core/json";
import type { EventWithDeliveries } from "../../operations/account";
import type { Invoice } from "../../shapes/invoice";
import type { Subscription } from "../../shapes/subscription";
import { dayOf, moneyOf, timeOf } from "../format";
import type { Html } from "../reply";
import { statusChip } from "../status-chip";
import type { Locale } from "../words/locale";
import { dashboardWords } from "./words";

type Cell = Html | string | number | null;

const PLACES: { [object: string]: string } = {
  customer: "customers",
  subscription: "subscriptions",
  invoice: "invoices",
  event: "events",
};

/** A link to the object's page; only the text when it has no page. */
export function linkTo(locale: Locale, object: string, id: string, text: string = id): Html {
  const place = PLACES[object];
  return place
    ? html`<a href="/dashboard/${place}/${id}?lang=${locale}">${text}</a>`
    : html`<code>${text}</code>`;
}

/** A table with a heading. On a narrow screen each row becomes a block with labelled cells. */
export function table(
  locale: Locale,
  heading: string,
  columns: string[],
  rows: Cell[][],
  after: Html | "" = "",
): Html {
  return html`<section><h2>${heading}</h2>
${rows.length === 0 ? html`<p class="soft">${dashboardWords(locale).none}</p>` : grid(heading, columns, rows)}${after}</section>`;
}

function grid(name: string, columns: string[], rows: Cell[][]): Html {
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table class="stack">
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) => html`<td data-label="${columns[index]}">${cell ?? "–"}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** The fields of an object. Fields without a value are left out. */
export function fields(rows: [label: string, value: Cell][]): Html {
  return html`<dl>${rows
    .filter(([, value]) => value !== null && value !== "")
    .map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

export function rawJson(label: string, data: object, isOpen = false): Html {
  return html`<details ${isOpen ? "open" : ""}><summary>${label}</summary><pre tabindex="0">${JSON.stringify(data, null, 2)}</pre></details>`;
}

export function deliveryChips(locale: Locale, deliveries: EventWithDeliveries["deliveries"]): Html {
  if (deliveries.length === 0) return html`<span class="soft">${dashboardWords(locale).noEndpoint}</span>`;
  return html`${deliveries.map(({ state, attempts }) => html`${statusChip(locale, state)} ${attempts > 1 ? `× ${attempts}` : ""}`)}`;
}

export function eventTable(
  locale: Locale,
  heading: string,
  events: EventWithDeliveries[],
  after: Html | "" = "",
): Html {
  const t = dashboardWords(locale);
  const rows = events.map(({ event, deliveries }): Cell[] => {
    const object: JsonObject = isObject(event.data.object) ? event.data.object : {};
    return [
      linkTo(locale, "event", event.id, timeOf(locale, event.created)),
      html`<a href="/dashboard/events?lang=${locale}&type=${event.type}">${event.type}</a>`,
      linkTo(locale, String(object.object), String(object.id)),
      deliveryChips(locale, deliveries),
    ];
  });
  return table(locale, heading, [t.time, t.type, t.object, t.deliveries], rows, after);
}

export function invoiceTable(
  locale: Locale,
  heading: string,
  invoices: Invoice[],
  after: Html | "" = "",
): Html {
  const t = dashboardWords(locale);
  const rows = invoices.map((one): Cell[] => [
    linkTo(locale, "invoice", one.id, one.number ?? one.id),
    statusChip(locale, one.status),
    moneyOf(one.total, one.currency),
    one.customer_name ?? one.customer,
    timeOf(locale, one.created),
  ]);
  return table(locale, heading, [t.number, t.status, t.total, t.customer, t.created], rows, after);
}

export function subscriptionTable(
  locale: Locale,
  heading: string,
  subscriptions: Subscription[],
  after: Html | "" = "",
): Html {
  const t = dashboardWords(locale);
  const rows = subscriptions.map((one): Cell[] => {
    const [item] = one.items.data;
    return [
      linkTo(locale, "subscription", one.id),
      statusChip(locale, one.status),
      item ? `${moneyOf(item.price.unit_amount_decimal, item.price.currency)} × ${item.quantity}` : null,
      item ? `${dayOf(locale, item.current_period_start)} – ${dayOf(locale, item.current_period_end)}` : null,
      linkTo(locale, "customer", one.customer),
    ];
  });
  return table(locale, heading, [t.id, t.status, t.price, t.period, t.customer], rows, after);
}
