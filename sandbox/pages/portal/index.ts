import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { StripeError } from "../../core/errors";
import {
  type CardEntry,
  cardFields,
  cardForm,
  notice,
  readCard,
  refusedField,
  testCards,
  typed,
} from "../card-form";
import type { PagesContext } from "../context";
import { dayOf } from "../format";
import { addressWith, type Html, notFound, reply, safeUrl } from "../reply";
import { inReadersLanguage, words } from "../words/index";
import { readerLocale } from "../words/locale";
import { type DetailsEntry, detailsEntry, detailsForm, readDetails } from "./details-form";
import { itemTexts, periodEnd, portalHome } from "./portal-home";
import { afterFlow, flowOf, mayRemove, type PortalView, portalView } from "./portal-view";

/** The account's name on the link back to it. */
const ACCOUNT = "Choba";

interface State {
  card?: CardEntry;
  details?: DetailsEntry;
  message?: string;
}

/** The customer portal. Each session has one address; the query's `view` selects the part. */
export function portalPages({ operations }: PagesContext): Hono {
  const app = new Hono();

  async function read(c: Context): Promise<PortalView | null> {
    const portal = await operations.getPortal(c.req.param("id") ?? "");
    if (!portal) return null;
    const prices = portal.subscriptions.flatMap(({ items }) => items.data.map(({ price }) => price));
    const products = await operations.productNames(prices.map(({ product }) => product));
    const locale = readerLocale(c, [portal.session.locale, ...portal.customer.preferred_locales]);
    return portalView(portal, locale, products);
  }

  app.get("/:id", async (c) => {
    const view = await read(c);
    return view ? show(c, view, {}) : missing(c);
  });

  app.post("/:id", async (c) => {
    const view = await read(c);
    if (!view) return missing(c);
    const form = await c.req.parseBody();
    try {
      return await act(c, view, form);
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      return show(c, (await read(c)) ?? view, { message: inReadersLanguage(view.locale, error.message) });
    }
  });

  async function act(c: Context, view: PortalView, form: Record<string, unknown>): Promise<Response> {
    const { portal, locale, may } = view;
    const { id } = portal.session;
    const subscription = typed(form, "subscription");
    const method = typed(form, "method");
    const what = typed(form, "do");
    if (what === "save_card" && may.cards) return saveCard(c, view, form);
    if (what === "save_details" && may.details.length > 0) {
      const { details, entry } = readDetails(locale, form, may.details);
      if (Object.keys(entry.errors).length > 0) return show(c, view, { details: entry });
      await operations.updateCustomerDetails(id, details);
      return done(c, view, "details");
    }
    if (what === "make_default" && may.cards) {
      await operations.setDefaultPaymentMethod(id, method);
      return done(c, view, "default");
    }
    if (what === "remove") {
      // The form was submitted twice: the card is removed already.
      const isThere = portal.paymentMethods.some((one) => one.id === method);
      if (isThere && !mayRemove(view, method))
        return show(c, view, { message: words(locale).portal.keepsDefault });
      if (isThere) await operations.removePaymentMethod(id, method);
      return done(c, view, "removed");
    }
    if (what === "cancel" && may.cancel) {
      await operations.cancelAtPeriodEnd(id, subscription);
      return done(c, view, "cancelled");
    }
    if (what === "resume" && may.cancel) {
      await operations.resumeSubscription(id, subscription);
      return done(c, view, "resumed");
    }
    return c.redirect(addressWith(c, {}), 303);
  }

  async function saveCard(c: Context, view: PortalView, form: Record<string, unknown>): Promise<Response> {
    const { portal, locale } = view;
    const summary = words(locale).card.errors.summary;
    const { card, entry } = readCard(locale, form, portal.session.created);
    if (!card) return show(c, view, { card: entry, message: summary });
    try {
      const result = await operations.addPaymentMethod(portal.session.id, card);
      if (result.state === "complete") return done(c, view, "card");
      return show(c, view, { card: entry, message: inReadersLanguage(locale, result.message) });
    } catch (error) {
      const errors = refusedField(locale, error);
      if (!errors) throw error;
      return show(c, view, { card: { ...entry, errors }, message: summary });
    }
  }

  return app;
}

function missing(c: Context): Promise<Response> {
  const locale = readerLocale(c);
  return notFound(c, locale, words(locale).notFound.kinds.portal);
}

function done(c: Context, { portal, locale }: PortalView, what: string): Response | Promise<Response> {
  const after = c.req.query("view") ? null : afterFlow(portal.session);
  if (after && "url" in after) return c.redirect(after.url, 303);
  const view = after ? "done" : "home";
  return c.redirect(addressWith(c, { view, saved: what, subscription: null, lang: locale }), 303);
}

function show(c: Context, view: PortalView, state: State): Promise<Response> {
  const { portal, locale } = view;
  const t = words(locale);
  const flow = flowOf(portal.session);
  const wanted = c.req.query("view") ?? flow?.view ?? "home";
  const link = (target: string) => `/portal/${portal.session.id}?lang=${locale}&view=${target}`;
  const saved = t.portal.saved[c.req.query("saved") ?? ""];
  const content =
    part(c, view, wanted, state) ??
    html`${saved && !state.message ? notice(saved, "good") : ""}${portalHome(view, link)}`;
  const back = safeUrl(portal.session.return_url);
  const bar = html`${back ? html`<a href="${back}">← ${t.returnTo(ACCOUNT)}</a>` : ""}
${wanted === "home" || flow ? "" : html`<a href="${link("home")}">${t.back}</a>`}`;
  const after = afterFlow(portal.session);
  return reply(c, {
    locale,
    title: t.portal.title,
    body: html`${state.message ? notice(state.message, "bad") : ""}${content}`,
    bar,
    leadsTo: after && "url" in after ? [after.url] : [],
    status: state.message || state.details ? 422 : 200,
  });
}

/** A page of the portal besides its front page; null when it does not exist or is not allowed. */
function part(c: Context, view: PortalView, wanted: string, state: State): Html | null {
  const { portal, locale, may } = view;
  const t = words(locale);
  if (wanted === "card" && may.cards) {
    return html`<h1>${t.portal.addTitle}</h1><section><p>${t.portal.addIntro}</p>
${cardForm(html`${cardFields(locale, state.card)}<input type="hidden" name="do" value="save_card">
<button class="act full">${t.card.save}</button>`)}</section>${testCards(locale)}`;
  }
  if (wanted === "details" && may.details.length > 0)
    return detailsForm(locale, state.details ?? detailsEntry(portal.customer), may.details);
  if (wanted === "cancel" && may.cancel) {
    const id = c.req.query("subscription") ?? flowOf(portal.session)?.subscription;
    const one = portal.subscriptions.find((candidate) => candidate.id === id);
    if (!one) return null;
    return html`<h1>${t.portal.cancelTitle}</h1><section>
${itemTexts(view, one).map((text) => html`<p>${text}</p>`)}
<p>${t.portal.cancelText(dayOf(locale, periodEnd(one)))}</p>
<form method="post" class="row"><input type="hidden" name="subscription" value="${one.id}">
<button class="danger" name="do" value="cancel">${t.portal.cancel}</button>
<a class="button" href="/portal/${portal.session.id}?lang=${locale}&view=home">${t.portal.keep}</a></form></section>`;
  }
  if (wanted === "done") {
    const after = afterFlow(portal.session);
    const message = after && "message" in after ? after.message : null;
    return html`<div class="sheet"><h1>${t.portal.done}</h1>
<p>${message ?? t.portal.saved[c.req.query("saved") ?? ""] ?? ""}</p></div>`;
  }
  return null;
}
