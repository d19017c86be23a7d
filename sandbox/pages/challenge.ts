import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { formatMoney } from "../core/money";
import type { Challenge } from "../operations/checkout";
import type { PagesContext } from "./context";
import { notFound, reply, safeUrl } from "./reply";
import { words } from "./words/index";
import { readerLocale } from "./words/locale";

/** The 3-D Secure page. The payer chooses whether the authentication succeeds, and goes back to the payment. */
export function challengePages({ operations, publicUrl }: PagesContext): Hono {
  const app = new Hono();

  app.get("/:id", async (c) => {
    const challenge = await operations.getChallenge(c.req.param("id"));
    if (!challenge) return missing(c);
    return challenge.status === "requires_action"
      ? ask(c, challenge, publicUrl)
      : showResult(c, "done", ownReturn(c, publicUrl) ?? safeUrl(challenge.returnUrl));
  });

  app.post("/:id", async (c) => {
    const challenge = await operations.getChallenge(c.req.param("id"));
    if (!challenge) return missing(c);
    const chosen = ownReturn(c, publicUrl);
    if (challenge.status !== "requires_action") {
      const url = chosen ?? safeUrl(challenge.returnUrl);
      return url ? c.redirect(url, 303) : showResult(c, "done", null);
    }
    const isPassed = (await c.req.parseBody()).answer === "complete";
    const result = await operations.answerChallenge(challenge.id, isPassed);
    const isDone = result.state === "complete";
    const url = chosen ?? safeUrl(result.returnUrl);
    if (!url) return showResult(c, isDone ? "passed" : "failedNow", null);
    return c.redirect(isDone ? url : withNotice(url, publicUrl), 303);
  });

  return app;
}

function missing(c: Context): Promise<Response> {
  const locale = readerLocale(c);
  return notFound(c, locale, words(locale).notFound.kinds.challenge);
}

/** The query's `return_to` if it is a path of these pages. Any other address is ignored. */
function ownReturn(c: Context, publicUrl: string): string | null {
  const path = c.req.query("return_to");
  if (!path || !URL.canParse(path, publicUrl)) return null;
  const url = new URL(path, publicUrl);
  return path.startsWith("/") && url.origin === new URL(publicUrl).origin
    ? `${url.pathname}${url.search}`
    : null;
}

/** Adds to an address of these pages that the authentication failed. Leaves other addresses unchanged. */
function withNotice(address: string, publicUrl: string): string {
  const url = new URL(address, publicUrl);
  if (url.origin !== new URL(publicUrl).origin) return address;
  url.searchParams.set("notice", "authentication_failed");
  return `${url.pathname}${url.search}`;
}

function ask(c: Context, challenge: Challenge, publicUrl: string): Promise<Response> {
  const locale = readerLocale(c);
  const t = words(locale).challenge;
  const text =
    challenge.amount !== null && challenge.currency
      ? t.payment(formatMoney(String(challenge.amount), challenge.currency))
      : t.setup;
  const body = html`<div class="sheet"><h1>${t.title}</h1><p>${text}</p><p class="soft">${t.pretend}</p>
<form method="post" class="row">
<button class="act" name="answer" value="complete">${t.complete}</button>
<button name="answer" value="fail">${t.fail}</button>
</form></div>`;
  return reply(c, { locale, title: t.title, body, leadsTo: [challenge.successUrl, publicUrl] });
}

function showResult(
  c: Context,
  state: "done" | "passed" | "failedNow",
  url: string | null,
): Promise<Response> {
  const locale = readerLocale(c);
  const t = words(locale).challenge;
  const body = html`<div class="sheet"><h1>${t[state].title}</h1><p>${t[state].text}</p>
${url ? html`<p><a href="${url}">${t.goOn}</a></p>` : ""}</div>`;
  return reply(c, { locale, title: t[state].title, body });
}
