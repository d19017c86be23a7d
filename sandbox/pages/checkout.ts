import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { CheckoutSession } from "../shapes/checkout-session";
import { type CardEntry, cardFields, cardForm, notice, readCard, refusedField, testCards } from "./card-form";
import type { PagesContext } from "./context";
import { addressWith, notFound, reply, safeUrl } from "./reply";
import { inReadersLanguage, words } from "./words/index";
import { type Locale, readerLocale } from "./words/locale";

/** Checkout in setup mode: the payer saves a card. */
export function checkoutPages({ operations }: PagesContext): Hono {
  const app = new Hono();

  app.get("/:id", async (c) => {
    const session = await operations.getSession(c.req.param("id"));
    if (!session) return missing(c);
    const locale = readerLocale(c, [session.locale]);
    const isBack = c.req.query("notice") === "authentication_failed";
    return show(c, session, isBack ? { message: words(locale).checkout.authenticationFailed } : {});
  });

  app.post("/:id", async (c) => {
    const session = await operations.getSession(c.req.param("id"));
    if (!session) return missing(c);
    // The form was submitted twice: the second submit leads to the same address as the first.
    if (session.status === "complete" && safeUrl(session.success_url))
      return c.redirect(session.success_url ?? "", 303);
    if (session.status !== "open") return c.redirect(addressWith(c, {}), 303);
    const locale = readerLocale(c, [session.locale]);
    const { card, entry } = readCard(locale, await c.req.parseBody(), session.created);
    if (!card) return show(c, session, { entry, message: words(locale).card.errors.summary });
    try {
      const result = await operations.completeSession(session.id, card);
      if (result.state === "declined")
        return show(c, session, { entry, message: inReadersLanguage(locale, result.message) });
      if (result.state === "requires_action")
        return c.redirect(`/challenge/${session.setup_intent}?lang=${locale}`, 303);
    } catch (error) {
      const errors = refusedField(locale, error);
      if (errors)
        return show(c, session, { entry: { ...entry, errors }, message: words(locale).card.errors.summary });
      const now = await operations.getSession(session.id);
      if (now?.status === "open") throw error;
    }
    return c.redirect(safeUrl(session.success_url) ?? addressWith(c, {}), 303);
  });

  return app;
}

function missing(c: Context): Promise<Response> {
  const locale = readerLocale(c);
  return notFound(c, locale, words(locale).notFound.kinds.session);
}

interface State {
  entry?: CardEntry;
  message?: string;
}

function show(c: Context, session: CheckoutSession, { entry, message }: State): Promise<Response> {
  const locale = readerLocale(c, [session.locale]);
  const t = words(locale);
  if (session.status !== "open") return over(c, session, locale);
  const cancel = safeUrl(session.cancel_url);
  const note = session.custom_text.submit?.message;
  const payer = session.customer_details?.name ?? session.customer_details?.email ?? session.customer_email;
  const body = html`
<h1>${t.checkout.title}</h1>
${message ? notice(message, "bad") : ""}
<section>
<p>${t.checkout.intro}</p>
${payer ? html`<dl><dt>${t.checkout.payer}</dt><dd>${payer}</dd></dl>` : ""}
${cardForm(html`${cardFields(locale, entry)}${note ? html`<p class="small">${note}</p>` : ""}<button class="act full">${t.card.save}</button>`)}
</section>
${testCards(locale)}`;
  return reply(c, {
    locale,
    title: t.checkout.title,
    body,
    status: message && entry ? 422 : 200,
    leadsTo: [session.success_url],
    ...(cancel ? { bar: html`<a href="${cancel}">← ${t.back}</a>` } : {}),
  });
}

function over(c: Context, session: CheckoutSession, locale: Locale): Promise<Response> {
  const t = words(locale);
  const isComplete = session.status === "complete";
  const { title, text } = isComplete ? t.checkout.complete : t.checkout.expired;
  const url = safeUrl(isComplete ? session.success_url : session.cancel_url);
  const body = html`<div class="sheet"><h1>${title}</h1><p>${text}</p>
${url ? html`<p><a href="${url}">${isComplete ? t.challenge.goOn : t.back}</a></p>` : ""}</div>`;
  return reply(c, { locale, title, body });
}
