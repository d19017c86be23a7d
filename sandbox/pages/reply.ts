import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { STYLE, STYLE_HASH } from "./style";
import { words } from "./words/index";
import type { Locale } from "./words/locale";

export type Html = ReturnType<typeof html>;

export interface Page {
  locale: Locale;
  title: string;
  body: Html;
  status?: ContentfulStatusCode;
  /** Addresses outside the sandbox to which a form of this page may redirect. Browsers check this (`form-action`). */
  leadsTo?: (string | null)[];
  isWide?: boolean;
  /** Links above the page's content. */
  bar?: Html;
}

export async function reply(c: Context, page: Page): Promise<Response> {
  const origins = (page.leadsTo ?? []).flatMap((url) =>
    url && URL.canParse(url) ? [new URL(url).origin] : [],
  );
  const actions = ["'self'", ...new Set(origins)].join(" ");
  c.header(
    "Content-Security-Policy",
    `default-src 'none'; style-src ${STYLE_HASH}; img-src data:; form-action ${actions}; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header("Cache-Control", "no-store");
  c.header("Referrer-Policy", "same-origin");
  c.header("X-Content-Type-Options", "nosniff");
  return c.html(layout(c, page), page.status ?? 200);
}

function layout(c: Context, page: Page): Html {
  const t = words(page.locale);
  const other = page.locale === "en" ? "ja" : "en";
  return html`<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body class="${page.isWide ? "wide" : ""}">
<header>
<div class="stand-in">${t.standIn}</div>
${page.bar ? html`<nav class="bar" aria-label="${t.navigation}">${page.bar}</nav>` : ""}
</header>
<main>${page.body}</main>
<footer><a href="${addressWith(c, { lang: other })}" lang="${other}" hreflang="${other}">${words(other).languageName}</a></footer>
</body>
</html>`;
}

/** The page's address with changed query values. Null removes a value. */
export function addressWith(
  c: Context,
  values: { [name: string]: string | null },
  path = c.req.path,
): string {
  const query = new URLSearchParams(c.req.query());
  for (const [name, value] of Object.entries(values)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function notFound(c: Context, locale: Locale, what: string): Promise<Response> {
  const t = words(locale);
  const body = html`<div class="sheet"><h1>${t.notFound.title}</h1><p>${t.notFound.text(what)}</p></div>`;
  return reply(c, { locale, title: t.notFound.title, body, status: 404 });
}

/** The address if it is http or https. Others are not safe in an `href`. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//.test(url) ? url : null;
}
