import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { JsonObject } from "../../core/json";
import { isObject } from "../../core/json";
import type { AccountOverview } from "../../operations/account";
import type { PagesContext } from "../context";
import { timeOf } from "../format";
import { type Html, notFound, reply } from "../reply";
import { type Locale, readerLocale } from "../words/locale";
import { runByHand } from "./by-hand-actions";
import { runCustomerAction, runSubscriptionAction } from "./coupon-actions";
import { failureSwitches, runFailureSwitch } from "./failure-switches";
import { runInvoiceAction } from "./invoice-actions";
import { customerPage, eventPage, invoicePage, subscriptionPage } from "./object-pages";
import { eventTable, fields, invoiceTable, linkTo, subscriptionTable, table } from "./parts";
import { dashboardWords } from "./words";

const EVENTS_A_PAGE = 50;

/** A stand-in for Stripe's dashboard: shows the account's objects, and offers manual actions on them. */
export function dashboardPages({ operations }: PagesContext): Hono {
  const app = new Hono();

  app.get("/", async (c) => {
    const locale = readerLocale(c);
    return show(
      c,
      locale,
      dashboardWords(locale).overview,
      overviewPage(locale, await operations.getOverview()),
    );
  });

  app.post("/", async (c) => {
    runFailureSwitch(operations, await c.req.parseBody());
    return c.redirect(`/dashboard?lang=${readerLocale(c)}`, 303);
  });

  app.get("/customers", async (c) => {
    const locale = readerLocale(c);
    const t = dashboardWords(locale);
    const rows = (await operations.listCustomers()).map((one) => [
      linkTo(locale, "customer", one.id, one.name ?? one.id),
      one.email,
      timeOf(locale, one.created),
    ]);
    return show(
      c,
      locale,
      t.customers,
      listing(t.customers, table(locale, t.newest, [t.name, t.email, t.created], rows)),
    );
  });

  app.get("/subscriptions", async (c) => {
    const locale = readerLocale(c);
    const t = dashboardWords(locale);
    const found = await operations.listSubscriptions();
    return show(
      c,
      locale,
      t.subscriptions,
      listing(t.subscriptions, subscriptionTable(locale, t.newest, found)),
    );
  });

  app.get("/invoices", async (c) => {
    const locale = readerLocale(c);
    const t = dashboardWords(locale);
    const found = await operations.listInvoices();
    return show(c, locale, t.invoices, listing(t.invoices, invoiceTable(locale, t.newest, found)));
  });

  app.get("/events", async (c) => {
    const locale = readerLocale(c);
    const t = dashboardWords(locale);
    const type = c.req.query("type");
    const before = c.req.query("before");
    const events = await operations.listEvents({
      limit: EVENTS_A_PAGE,
      ...(type ? { type } : {}),
      ...(before ? { before } : {}),
    });
    const last = events.length === EVENTS_A_PAGE ? events.at(-1)?.event.id : null;
    const query = new URLSearchParams({
      lang: locale,
      ...(type ? { type } : {}),
      ...(last ? { before: last } : {}),
    });
    const older = last ? html`<p><a href="/dashboard/events?${query.toString()}">${t.older}</a></p>` : "";
    const all = type ? html`<p><a href="/dashboard/events?lang=${locale}">${t.showAll}</a></p>` : "";
    const heading = type ? t.only(type) : t.allEvents;
    return show(
      c,
      locale,
      t.events,
      listing(t.events, html`${all}${eventTable(locale, heading, events, older)}`),
    );
  });

  app.get("/events/:id", async (c) => {
    const locale = readerLocale(c);
    const [found] = await operations.listEvents({ limit: 1, id: c.req.param("id") });
    if (!found) return notFound(c, locale, dashboardWords(locale).event);
    return show(c, locale, found.event.type, eventPage(locale, found));
  });

  app.get("/customers/:id", async (c) => {
    const locale = readerLocale(c);
    const view = await operations.viewCustomer(c.req.param("id"));
    if (!view) return notFound(c, locale, dashboardWords(locale).customer);
    return show(c, locale, view.customer.name ?? view.customer.id, customerPage(locale, view));
  });

  app.post("/customers/:id", async (c) => {
    const locale = readerLocale(c);
    const view = await operations.viewCustomer(c.req.param("id"));
    if (!view) return notFound(c, locale, dashboardWords(locale).customer);
    const { id, name } = view.customer;
    const form = await c.req.parseBody();
    const byHand = await runByHand(operations, { customer: id }, form);
    const refusal = byHand === undefined ? await runCustomerAction(operations, id, form) : byHand;
    if (refusal === null) return c.redirect(`/dashboard/customers/${id}?lang=${locale}`, 303);
    return show(c, locale, name ?? id, customerPage(locale, view, refusal));
  });

  app.get("/subscriptions/:id", async (c) => {
    const locale = readerLocale(c);
    const t = dashboardWords(locale);
    const view = await operations.viewSubscription(c.req.param("id"));
    if (!view) return notFound(c, locale, t.subscription);
    const products = await operations.productNames(
      view.subscription.items.data.map(({ price }) => price.product),
    );
    return show(c, locale, t.subscription, subscriptionPage(locale, view, products));
  });

  app.post("/subscriptions/:id", async (c) => {
    const locale = readerLocale(c);
    const t = dashboardWords(locale);
    const view = await operations.viewSubscription(c.req.param("id"));
    if (!view) return notFound(c, locale, t.subscription);
    const { id, items } = view.subscription;
    const form = await c.req.parseBody();
    const byHand = await runByHand(operations, { subscription: id }, form);
    const refusal = byHand === undefined ? await runSubscriptionAction(operations, id, form) : byHand;
    if (refusal === null) return c.redirect(`/dashboard/subscriptions/${id}?lang=${locale}`, 303);
    const products = await operations.productNames(items.data.map(({ price }) => price.product));
    return show(c, locale, t.subscription, subscriptionPage(locale, view, products, refusal));
  });

  // Stripe has a page for each dispute. Here the invoice's page shows it.
  app.get("/disputes/:id", async (c) => {
    const locale = readerLocale(c);
    const invoice = await operations.invoiceOfDispute(c.req.param("id"));
    if (!invoice) return notFound(c, locale, dashboardWords(locale).invoice);
    return c.redirect(`/dashboard/invoices/${invoice}?lang=${locale}`, 303);
  });

  app.get("/invoices/:id", async (c) => {
    const locale = readerLocale(c);
    const t = dashboardWords(locale);
    const view = await operations.viewInvoice(c.req.param("id"));
    if (!view) return notFound(c, locale, t.invoice);
    return show(c, locale, `${t.invoice} ${view.data.number ?? view.data.id}`, invoicePage(locale, view));
  });

  app.post("/invoices/:id", async (c) => {
    const locale = readerLocale(c);
    const view = await operations.viewInvoice(c.req.param("id"));
    if (!view) return notFound(c, locale, dashboardWords(locale).invoice);
    const refusal = await runInvoiceAction(operations, view.data.id, await c.req.parseBody());
    if (refusal === null) return c.redirect(`/dashboard/invoices/${view.data.id}?lang=${locale}`, 303);
    const t = dashboardWords(locale);
    return show(
      c,
      locale,
      `${t.invoice} ${view.data.number ?? view.data.id}`,
      invoicePage(locale, view, refusal),
    );
  });

  return app;
}

const listing = (title: string, content: Html): Html => html`<h1>${title}</h1>${content}`;

function show(c: Context, locale: Locale, title: string, body: Html): Promise<Response> {
  const t = dashboardWords(locale);
  const places: [string, string][] = [
    ["", t.overview],
    ["/customers", t.customers],
    ["/subscriptions", t.subscriptions],
    ["/invoices", t.invoices],
    ["/events", t.events],
  ];
  const here = c.req.path.replace(/\/$/, "");
  const bar = html`${places.map(
    ([path, label]) =>
      html`<a href="/dashboard${path}?lang=${locale}" ${here === `/dashboard${path}` ? html`aria-current="page"` : ""}>${label}</a>`,
  )}`;
  const after = html`<p class="soft small">${t.inUtc}</p>`;
  return reply(c, { locale, title: `${title} · ${t.title}`, body: html`${body}${after}`, bar, isWide: true });
}

function overviewPage(locale: Locale, overview: AccountOverview): Html {
  const t = dashboardWords(locale);
  const all = html`<p><a href="/dashboard/events?lang=${locale}">${t.allEvents}</a></p>`;
  return html`<h1>${t.title}</h1>
<section><h2>${t.clock}</h2>${fields([
    [t.now, timeOf(locale, overview.now)],
    [t.mode, overview.mode === "frozen" ? t.frozen : t.flowing],
    [t.offset, overview.mode === "frozen" ? null : t.seconds(Math.round(overview.offsetMs / 1000))],
  ])}</section>
${
  overview.failures.length === 0
    ? html`<section><h2>${t.failures}</h2><p class="soft">${t.noFailures}</p></section>`
    : table(
        locale,
        t.failures,
        [t.kind, t.strikes, t.match, t.delay],
        overview.failures.map((failure) => failureRow(locale, failure)),
      )
}
${failureSwitches(locale, overview.failures.length > 0)}
${eventTable(locale, t.recentEvents, overview.events, all)}`;
}

function failureRow(locale: Locale, { kind, times, match, delay_ms, seconds_left }: JsonObject) {
  const t = dashboardWords(locale);
  const { method, path } = isObject(match) ? match : {};
  return [
    html`<code>${kind}</code>`,
    typeof seconds_left === "number"
      ? t.secondsLeft(seconds_left)
      : times === null
        ? t.always
        : String(times),
    method || path ? `${method ?? ""} ${path ?? ""}`.trim() : t.everyRequest,
    typeof delay_ms === "number" && delay_ms > 0 ? t.milliseconds(delay_ms) : null,
  ];
}
