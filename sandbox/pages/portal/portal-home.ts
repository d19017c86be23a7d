import { html } from "hono/html";
import type { PaymentMethod } from "../../shapes/payment";
import type { Subscription } from "../../shapes/subscription";
import { addressLines, cardName, dayOf, expiryOf, moneyOf } from "../format";
import type { Html } from "../reply";
import { statusChip } from "../status-chip";
import { words } from "../words/index";
import { mayRemove, type PortalView } from "./portal-view";

/** The portal's front page: subscriptions, cards, billing details, invoices. */
export function portalHome(view: PortalView, link: (target: string) => string): Html {
  const { portal, locale, may } = view;
  const t = words(locale).portal;
  const { headline, privacy_policy_url, terms_of_service_url } = portal.configuration.business_profile;
  return html`<h1>${t.title}</h1>
${headline ? html`<p class="soft">${headline}</p>` : ""}
${portal.subscriptions.map((one) => subscription(view, one, link))}
${methods(view, link)}
<section aria-labelledby="details"><h2 id="details">${t.information}</h2>
${details(view)}
${may.details.length > 0 ? html`<p><a class="button" href="${link("details")}">${t.update}</a></p>` : ""}
</section>
${may.invoices ? invoices(view) : ""}
${[privacy_policy_url, terms_of_service_url].filter(Boolean).map((url) => html`<p class="small"><a href="${url}">${url}</a></p>`)}`;
}

/** "2 × Business, ¥30,000 / month" for each item. */
export function itemTexts({ products, locale }: PortalView, { items }: Subscription): string[] {
  const t = words(locale).portal;
  return items.data.map(({ price, quantity }) => {
    const name = products[price.product] ?? price.product;
    const { interval = "", interval_count = 1 } = price.recurring ?? {};
    const amount = moneyOf(price.unit_amount_decimal, price.currency);
    return `${quantity > 1 ? `${quantity} × ` : ""}${name}, ${t.every(amount, interval_count, t.each[interval] ?? interval)}`;
  });
}

/** When the subscription ends or renews, unix seconds. */
export function periodEnd({ cancel_at, items, created }: Subscription): number {
  return cancel_at ?? items.data[0]?.current_period_end ?? created;
}

function subscription(view: PortalView, one: Subscription, link: (target: string) => string): Html {
  const { locale, may } = view;
  const t = words(locale).portal;
  const isEnding = one.cancel_at !== null || one.cancel_at_period_end;
  const day = dayOf(locale, periodEnd(one));
  const label = `subscription-${one.id}`;
  return html`<section aria-labelledby="${label}"><h2 id="${label}">${t.subscription} ${statusChip(locale, one.status)}</h2>
${itemTexts(view, one).map((text) => html`<p>${text}</p>`)}
${terms(view, one).map((text) => html`<p class="soft">${text}</p>`)}
<p class="soft">${isEnding ? t.ends(day) : t.renews(day)}</p>
${
  may.cancel
    ? isEnding
      ? html`<form method="post"><input type="hidden" name="subscription" value="${one.id}"><button name="do" value="resume">${t.resume}</button></form>`
      : html`<p><a class="button" href="${link(`cancel&subscription=${one.id}`)}">${t.cancel}</a></p>`
    : ""
}
</section>`;
}

/** The discounts and tax rates of its invoices. */
function terms({ portal, locale }: PortalView, { discounts, default_tax_rates }: Subscription): string[] {
  const t = words(locale).portal;
  const taxes = (inclusive: boolean) =>
    default_tax_rates
      .filter((rate) => rate.inclusive === inclusive)
      .map(({ display_name, percentage }) => `${display_name} ${percentage}%`)
      .join(", ");
  return [
    ...discounts.map((id) => t.discount(portal.discounts[id] ?? id)),
    taxes(false) && t.plusTax(taxes(false)),
    taxes(true) && t.includesTax(taxes(true)),
  ].filter((text) => text !== "");
}

function methods(view: PortalView, link: (target: string) => string): Html {
  const { portal, locale, may, defaultMethod } = view;
  const t = words(locale).portal;
  const isKept = portal.paymentMethods.some(({ id }) => id === defaultMethod && !mayRemove(view, id));
  return html`<section aria-labelledby="methods"><h2 id="methods">${t.methods}</h2>
${portal.paymentMethods.length === 0 ? html`<p>${t.noMethods}</p>` : ""}
<ul class="plain">${portal.paymentMethods.map((method) => methodRow(view, method))}</ul>
${may.cards && isKept ? html`<p class="soft small">${t.keepsDefault}</p>` : ""}
${may.cards ? html`<p><a class="button" href="${link("card")}">${t.add}</a></p>` : ""}
</section>`;
}

function methodRow(view: PortalView, method: PaymentMethod): Html {
  const { locale, may, defaultMethod } = view;
  const { portal: t, card } = words(locale);
  const name = cardName(locale, method.card);
  const isDefault = method.id === defaultMethod;
  const act = (what: string, label: string) =>
    html`<button name="do" value="${what}" aria-label="${label}: ${name}">${label}</button>`;
  return html`<li class="row spread"><div>${name} ${isDefault ? html`<span class="chip">${t.default}</span>` : ""}
<div class="soft small">${card.expires(expiryOf(method))}</div></div>
${
  may.cards
    ? html`<form method="post" class="row"><input type="hidden" name="method" value="${method.id}">
${isDefault ? "" : act("make_default", t.makeDefault)}${mayRemove(view, method.id) ? act("remove", t.remove) : ""}</form>`
    : ""
}</li>`;
}

function details({ portal, locale }: PortalView): Html {
  const t = words(locale).portal;
  const { name, email, phone, address } = portal.customer;
  const lines = addressLines(address);
  const shown = (value: string | null) => value || html`<span class="soft">${t.none}</span>`;
  return html`<dl><dt>${t.name}</dt><dd>${shown(name)}</dd><dt>${t.email}</dt><dd>${shown(email)}</dd>
<dt>${t.phone}</dt><dd>${shown(phone)}</dd>
<dt>${t.address}</dt><dd>${lines.length > 0 ? lines.map((line) => html`<div>${line}</div>`) : shown(null)}</dd></dl>`;
}

function invoices({ portal, locale }: PortalView): Html {
  const t = words(locale).portal;
  return html`<section aria-labelledby="invoices"><h2 id="invoices">${t.invoices}</h2>
${portal.invoices.length === 0 ? html`<p>${t.noInvoices}</p>` : ""}
<ul class="plain">${portal.invoices.map((invoice) => {
    const number = invoice.number ?? invoice.id;
    return html`<li class="row spread"><div><a href="/invoice/${invoice.id}/now?lang=${locale}">${t.view(number)}</a>
<div class="soft small">${dayOf(locale, invoice.status_transitions.finalized_at ?? invoice.created)}</div></div>
<div class="row">${statusChip(locale, invoice.status)} <span class="num">${moneyOf(invoice.total, invoice.currency)}</span>
<a href="/invoice/${invoice.id}/pdf?lang=${locale}" aria-label="${t.print(number)} (PDF)">PDF</a></div></li>`;
  })}</ul></section>`;
}
