import { html } from "hono/html";
import type { Company, Mail } from "./store.js";
import { type Locale, textsOf } from "./texts.js";

type Content = ReturnType<typeof html>;

/** The portal's frame around a page; `company` is null before somebody has registered. */
function page(locale: Locale, company: Company | null, content: Content) {
  const t = textsOf(locale);
  const menu = html`<nav aria-label="${t.account}">
    <a href="/home">${t.home}</a> <a href="/billing">${t.billing}</a>
    <a href="/billing/open" target="_blank">${t.inTab}</a> <a href="/mails">${t.mails}</a>
    <span>${company?.name}</span>
  </nav>`;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${t.product}</title>
        <style>
          body { font: 16px/1.6 system-ui, sans-serif; margin: 0; color: #1c2430; background: #f5f6f8 }
          header { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; padding: 0.75rem 1.5rem; background: #0b5d4e; color: #fff }
          header a { color: #fff; margin-right: 1rem }
          main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; display: grid; gap: 1.5rem }
          form, .card { background: #fff; border-radius: 10px; padding: 1.25rem; display: grid; gap: 0.75rem; box-shadow: 0 1px 2px #0002 }
          label { display: grid; gap: 0.25rem } input { font: inherit; padding: 0.5rem; border: 1px solid #98a2b3; border-radius: 6px }
          button, .button { font: inherit; padding: 0.55rem 1rem; border: 0; border-radius: 6px; background: #0b5d4e; color: #fff; justify-self: start; text-decoration: none }
          .cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)) } .figure { font-size: 1.5rem; font-weight: 600 }
          pre { white-space: pre-wrap; font: inherit; margin: 0 }
        </style>
      </head>
      <body>
        <header><strong>${t.product}</strong>${company ? menu : ""}</header>
        <main>${content}</main>
      </body>
    </html>`;
}

const field = (name: string, label: string, type = "text") =>
  html`<label>${label}<input name="${name}" type="${type}" required autocomplete="off" /></label>`;

export function registerPage(locale: Locale, problem: string | null) {
  const t = textsOf(locale);
  return page(
    locale,
    null,
    html`<h1>${t.lead}</h1>
      <form method="post" action="/register">
        ${problem ? html`<p role="alert">${problem}</p>` : ""} ${field("company", t.company)}
        ${field("name", t.yourName)} ${field("email", t.email, "email")}
        <button>${t.start}</button>
      </form>`,
  );
}

export type Standing = {
  plan: string;
  rps: { used: number; maximum: number | null };
  mau: { used: number; maximum: number | null };
};

export function homePage(
  locale: Locale,
  company: Company,
  { plan, rps, mau }: Standing,
  said: { signedIn?: string; problem?: string },
) {
  const t = textsOf(locale);
  const figure = (label: string, value: string) =>
    html`<div class="card"><span>${label}</span><span class="figure">${value}</span></div>`;
  const count = ({ used, maximum }: Standing["rps"]) =>
    maximum === null ? `${used} (${t.unlimited})` : `${used} ${t.of} ${maximum}`;
  return page(
    locale,
    company,
    html`<div class="cards">
        ${figure(t.plan, plan)} ${figure(t.rps, count(rps))} ${figure(t.mau, count(mau))}
      </div>
      ${
        said.problem
          ? html`<p role="alert" class="card">${said.problem} <a href="/billing?page=plans">${t.upgrade}</a></p>`
          : ""
      }
      ${said.signedIn ? html`<p role="status">${t.signedIn} ${said.signedIn}</p>` : ""}
      <form method="post" action="/rps">${field("name", t.rpName)}<button>${t.addRp}</button></form>
      <form method="post" action="/sign-in">${field("user", t.user)}<button>${t.signIn}</button></form>`,
  );
}

/** The billing dashboard inside the portal. Choba's loader makes the frame and keeps it as tall as its page. */
export function billingPage(locale: Locale, company: Company, session: { url: string; loader: string }) {
  const t = textsOf(locale);
  return page(
    locale,
    company,
    html`<h1>${t.billing}</h1>
      <div id="billing" data-url="${session.url}">${t.loading}</div>
      <script src="${session.loader}"></script>
      <script>
        const billing = document.getElementById("billing");
        ChobaBilling.mount(billing, { url: billing.dataset.url, title: "${t.billing}" });
      </script>`,
  );
}

export function mailsPage(locale: Locale, company: Company, mails: readonly Mail[]) {
  const t = textsOf(locale);
  const list = mails.map(
    ({ to, subject, text }) =>
      html`<article class="card"><strong>${subject}</strong><span>${to}</span><pre>${text}</pre></article>`,
  );
  return page(
    locale,
    company,
    html`<h1>${t.mails}</h1>${mails.length > 0 ? list : html`<p>${t.noMails}</p>`}`,
  );
}
