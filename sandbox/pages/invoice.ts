import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { HostedInvoice } from "../operations/invoice";
import {
  type CardEntry,
  cardFields,
  cardForm,
  notice,
  readCard,
  refusedField,
  testCards,
  typed,
} from "./card-form";
import type { PagesContext } from "./context";
import { cardName, expiryOf, moneyOf } from "./format";
import { creditNotePdf, invoicePdf } from "./invoice-pdf";
import { invoiceHead, invoiceLines } from "./invoice-sections";
import { addressWith, type Html, notFound, reply } from "./reply";
import { inReadersLanguage, words } from "./words/index";
import { type Locale, readerLocale } from "./words/locale";

interface PageRequest {
  hosted: HostedInvoice;
  locale: Locale;
  /** The charge that paid the invoice. */
  charge: string | null;
}

/** The hosted invoice: its page, its payment, and its PDF. */
export function invoicePages({ operations }: PagesContext): Hono {
  const app = new Hono();

  async function read(c: Context): Promise<PageRequest | null> {
    const id = c.req.param("id") ?? "";
    const hosted = await operations.getHostedInvoice(id, Number(c.req.query("until")) || null);
    if (!hosted) return null;
    const details = await operations.detailsForInvoicePage(id);
    return { hosted, locale: readerLocale(c, details?.locales), charge: details?.charge?.id ?? null };
  }

  app.get("/:id", async (c) => {
    const request = await read(c);
    if (!request) return missing(c);
    if (request.hosted.isExpired) return expired(c, request);
    const isBack = c.req.query("notice") === "authentication_failed";
    const message = words(request.locale).invoice.authenticationFailed;
    return show(c, request, isBack && request.hosted.invoice.status === "open" ? { message } : {});
  });

  // The pages of Stripe itself lead to it at any time.
  app.get("/:id/now", async (c) => {
    const id = c.req.param("id");
    const until = await operations.invoiceLinkUntil(id);
    return c.redirect(
      addressWith(c, { until: until === null ? null : String(until) }, `/invoice/${id}`),
      303,
    );
  });

  app.get("/:id/pdf", async (c) => {
    const request = await read(c);
    if (!request) return missing(c);
    const { invoice } = request.hosted;
    return file(
      c,
      await invoicePdf(request.locale, request.hosted),
      `Invoice-${invoice.number ?? invoice.id}`,
    );
  });

  app.get("/:id/credit-note/:note/pdf", async (c) => {
    const request = await read(c);
    const note = await operations.getCreditNote(c.req.param("note"));
    if (!request || note?.invoice !== request.hosted.invoice.id) return missing(c);
    return file(c, await creditNotePdf(request.locale, note, request.hosted), `Credit-note-${note.number}`);
  });

  app.post("/:id", async (c) => {
    const request = await read(c);
    if (!request) return missing(c);
    if (request.hosted.isExpired) return expired(c, request);
    const { hosted, locale } = request;
    const here = addressWith(c, { notice: null });
    // The form was submitted twice: the invoice is settled already.
    if (hosted.invoice.status !== "open") return c.redirect(here, 303);
    const form = await c.req.parseBody();
    const isOnFile = typed(form, "with") === "on_file" && !typed(form, "fill");
    const { card, entry } = isOnFile
      ? { card: "on_file" as const, entry: undefined }
      : readCard(locale, form, hosted.invoice.created);
    const summary = words(locale).card.errors.summary;
    if (!card) return show(c, request, { entry, message: summary });
    try {
      const result = await operations.payInvoice(hosted.invoice.id, card);
      if (result.state === "requires_action" && result.challengeUrl)
        return c.redirect(challengeAddress(result.challengeUrl, here, locale), 303);
      if (result.state === "declined")
        return show(c, (await read(c)) ?? request, {
          entry,
          message: inReadersLanguage(locale, result.message),
        });
    } catch (error) {
      const errors = refusedField(locale, error);
      if (errors && entry) return show(c, request, { entry: { ...entry, errors }, message: summary });
      if ((await read(c))?.hosted.invoice.status === "open") throw error;
    }
    return c.redirect(here, 303);
  });

  return app;
}

function file(c: Context, bytes: Buffer, name: string): Response {
  c.header("Content-Disposition", `inline; filename="${name}.pdf"`);
  c.header("Cache-Control", "no-store");
  return c.body(new Uint8Array(bytes), 200, { "Content-Type": "application/pdf" });
}

function missing(c: Context): Promise<Response> {
  const locale = readerLocale(c);
  return notFound(c, locale, words(locale).notFound.kinds.invoice);
}

function expired(c: Context, { hosted, locale }: PageRequest): Promise<Response> {
  const { linkExpired, linkExpiredText } = words(locale).invoice;
  const body = html`<h1>${linkExpired}</h1><section><p>${linkExpiredText(hosted.invoice.account_name)}</p></section>`;
  return reply(c, { locale, title: linkExpired, body, status: 410 });
}

function challengeAddress(url: string, returnTo: string, locale: Locale): string {
  const { pathname } = new URL(url);
  return `${pathname}?${new URLSearchParams({ return_to: returnTo, lang: locale })}`;
}

interface State {
  entry?: CardEntry;
  message?: string;
}

function show(c: Context, { hosted, locale, charge }: PageRequest, state: State): Promise<Response> {
  const { invoice } = hosted;
  const t = words(locale).invoice;
  const title = t.title(invoice.number ?? invoice.id);
  const isOpen = invoice.status === "open";
  const body = html`
<h1>${title}</h1>
${state.message ? notice(state.message, "bad") : ""}
<section>
<p class="amount">${moneyOf(isOpen ? invoice.amount_remaining : invoice.total, invoice.currency)}</p>
${stateText(locale, hosted)}
<p class="row"><a href="/invoice/${invoice.id}/pdf?lang=${locale}">${t.pdf}</a>
${charge ? html`<a href="/receipt/${charge}?lang=${locale}">${t.receipt}</a>` : ""}</p>
</section>
${isOpen ? payment(c, hosted, locale, state) : ""}
<section>${invoiceHead(locale, invoice)}</section>
<section>${invoiceLines(locale, hosted)}</section>
${isOpen ? testCards(locale) : ""}`;
  return reply(c, {
    locale,
    title,
    body,
    status: state.message && isOpen && c.req.method === "POST" ? 422 : 200,
  });
}

function stateText(locale: Locale, { invoice }: HostedInvoice): Html | "" {
  const t = words(locale).invoice;
  if (invoice.status === "paid") return notice(t.isPaid, "good");
  if (invoice.status === "void") return notice(t.isVoid, "warn");
  if (invoice.status === "uncollectible") return notice(t.isUncollectible, "warn");
  return "";
}

function payment(c: Context, hosted: HostedInvoice, locale: Locale, { entry }: State): Html {
  const t = words(locale).invoice;
  const { invoice, paymentMethod, challengeUrl } = hosted;
  const here = addressWith(c, { notice: null });
  const radio = (value: string, label: string, isChecked: boolean) =>
    html`<label class="choice"><input type="radio" name="with" value="${value}" ${isChecked ? "checked" : ""}> <span>${label}</span></label>`;
  const choice = paymentMethod
    ? html`<fieldset class="field"><legend>${t.howToPay}</legend>
${radio("on_file", t.onFile(cardName(locale, paymentMethod.card), expiryOf(paymentMethod)), !entry)}
${radio("new", t.another, Boolean(entry))}</fieldset>`
    : html`<p>${t.noCard}</p>`;
  return html`<section aria-labelledby="payment"><h2 id="payment">${t.payment}</h2>
${
  challengeUrl
    ? html`<div class="notice warn"><p>${t.waits}</p><p><a class="button" href="${challengeAddress(challengeUrl, here, locale)}">${t.authenticate}</a></p></div>`
    : ""
}
${cardForm(html`${choice}<div class="new-card">${cardFields(locale, entry)}</div>
<button class="act full">${t.pay(moneyOf(invoice.amount_remaining, invoice.currency))}</button>`)}
</section>`;
}
