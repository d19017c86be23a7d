import { Hono } from "hono";
import { html } from "hono/html";
import { StripeError } from "../core/errors";
import { challengePages } from "./challenge";
import { checkoutPages } from "./checkout";
import type { PagesContext } from "./context";
import { dashboardPages } from "./dashboard/index";
import { guard } from "./guard";
import { invoicePages } from "./invoice";
import { portalPages } from "./portal/index";
import { receiptPages } from "./receipt";
import { notFound, reply } from "./reply";
import { inReadersLanguage, words } from "./words/index";
import { readerLocale } from "./words/locale";

/** The hosted pages for payers, and the stand-in for Stripe's dashboard. */
export function pages(context: PagesContext): Hono {
  const app = new Hono();
  const parts: [string, Hono][] = [
    ["/checkout", checkoutPages(context)],
    ["/challenge", challengePages(context)],
    ["/invoice", invoicePages(context)],
    ["/receipt", receiptPages(context)],
    ["/portal", portalPages(context)],
    ["/dashboard", dashboardPages(context)],
  ];
  for (const [path, part] of parts) {
    app.use(`${path}/*`, guard(context.publicUrl));
    app.route(path, part);
    app.all(`${path}/*`, (c) => {
      const locale = readerLocale(c);
      return notFound(c, locale, words(locale).notFound.kinds.object);
    });
  }
  app.onError((error, c) => {
    const locale = readerLocale(c);
    const t = words(locale);
    if (error instanceof StripeError && error.status === 404)
      return notFound(c, locale, t.notFound.kinds.object);
    const isRefusal = error instanceof StripeError;
    if (!isRefusal) console.error("sandbox pages:", error);
    const body = html`<div class="sheet"><h1>${t.failed.title}</h1>
<p>${isRefusal ? inReadersLanguage(locale, error.message) : t.failed.text}</p></div>`;
    return reply(c, { locale, title: t.failed.title, body, status: isRefusal ? 409 : 500 });
  });
  return app;
}
