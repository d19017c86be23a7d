import { type Choba, ChobaError, Conflict, InvalidSignature, verifyWebhook } from "@choba/client";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { billingPage, homePage, mailsPage, registerPage } from "./pages.js";
import { type Company, Store } from "./store.js";
import { localeOf, textsOf } from "./texts.js";

export type Portal = {
  choba: Choba;
  /** Where people's browsers reach Choba, and where they reach the portal. */
  chobaUrl: string;
  ownUrl: string;
  webhookSecret: string;
};

/** The portal, which sells passkeys and lets Choba bill for them. */
export function createPortal({ choba, chobaUrl, ownUrl, webhookSecret }: Portal): Hono {
  const store = new Store();
  const app = new Hono();
  const cookie = "portal";
  const locale = (c: Context) => localeOf(c.req.header("accept-language"));
  const tenantOf = (company: Company) => `external:${company.id}`;

  app.get("/", (c) => c.html(registerPage(locale(c), null)));

  // A customer registers: they are a tenant of Choba at once, on Free, with an owner.
  app.post("/register", async (c) => {
    const form = await textsIn(c);
    const owner = { name: form("name"), email: form("email") };
    const company = store.add(form("company"), owner, locale(c));
    try {
      await choba.createTenant({
        body: {
          external_id: company.id,
          name: company.name,
          owner: { ...owner, external_id: company.owner.id },
          country: "JP",
          locale: locale(c),
        },
      });
    } catch (error) {
      if (error instanceof ChobaError) return c.html(registerPage(locale(c), error.message), 422);
      throw error;
    }
    setCookie(c, cookie, store.signIn(company), { httpOnly: true, sameSite: "Lax", path: "/" });
    return c.redirect("/home", 303);
  });

  // The body is checked as it came. A message may come twice, and in any order.
  app.post("/webhooks/choba", async (c) => {
    try {
      const message = await verifyWebhook(await c.req.text(), c.req.raw.headers, webhookSecret);
      if (message.type === "payment.succeeded" && store.isNew(message.id)) thank(message);
      return c.body(null, 204);
    } catch (error) {
      if (error instanceof InvalidSignature) return c.text(error.message, 400);
      throw error;
    }
  });

  function thank(message: Awaited<ReturnType<typeof verifyWebhook>>): void {
    const { tenant } = message as unknown as { tenant: { external_id: string | null } };
    const company = store.find(tenant.external_id);
    if (!company) return;
    const { paid, currency } = message.data as { paid: string; currency: string };
    const { name, email } = company.owner;
    const t = textsOf(company.locale);
    const amount = inWords(paid, currency, company.locale);
    store.mails.push({ to: email, subject: t.thanks, text: t.thanksText(name, amount) });
  }

  app.use(async (c, next) => {
    const company = store.whoIs(getCookie(c, cookie));
    if (!company) return c.redirect("/", 303);
    await next();
  });
  const companyOf = (c: Context): Company => {
    const company = store.whoIs(getCookie(c, cookie));
    if (!company) throw new Error("only somebody who is signed in comes here");
    return company;
  };

  async function home(c: Context, said: { signedIn?: string; problem?: string } = {}) {
    const company = companyOf(c);
    const { plan, limits, use } = await choba.readLicense({ tenant: tenantOf(company) });
    const standing = {
      plan: plan.name[locale(c)],
      rps: { used: use.registered_rps, maximum: limits.registered_rps },
      mau: { used: use.monthly_active_users, maximum: limits.monthly_active_users },
    };
    return c.html(homePage(locale(c), company, standing, said), said.problem ? 409 : 200);
  }

  app.get("/home", (c) => home(c));

  // The maximum of the plan is exact, however many ask at once: Choba counts.
  app.post("/rps", async (c) => {
    const name = (await textsIn(c))("name");
    try {
      await choba.registerRp({ tenant: tenantOf(companyOf(c)), body: { id: name.toLowerCase(), name } });
    } catch (error) {
      if (error instanceof Conflict && error.type === "limit_reached")
        return home(c, { problem: textsOf(locale(c)).full });
      throw error;
    }
    return c.redirect("/home", 303);
  });

  // Whoever signs in is an active user of this month, counted once.
  app.post("/sign-in", async (c) => {
    const user = (await textsIn(c))("user");
    await choba.recordAuthentications({ tenant: tenantOf(companyOf(c)), body: { user_id: user } });
    return home(c, { signedIn: user });
  });

  const openDashboard = (c: Context, page: "billing" | "plans", where: { embed_origin?: string }) =>
    choba.createDashboardSession({
      tenant: tenantOf(companyOf(c)),
      body: {
        member: `external:${companyOf(c).owner.id}`,
        page,
        locale: locale(c),
        return_url: `${ownUrl}/home`,
        ...where,
      },
    });
  const wanted = (c: Context) => (c.req.query("page") === "plans" ? "plans" : "billing");

  // The account menu leads to the dashboard inside the portal, without a second sign-in …
  app.get("/billing", async (c) => {
    const { url } = await openDashboard(c, wanted(c), { embed_origin: ownUrl });
    return c.html(billingPage(locale(c), companyOf(c), { url, loader: `${chobaUrl}/embed.js` }));
  });

  // … or in a tab of its own.
  app.get("/billing/open", async (c) => c.redirect((await openDashboard(c, wanted(c), {})).url, 303));

  app.get("/mails", (c) => c.html(mailsPage(locale(c), companyOf(c), store.mails)));

  return app;
}

async function textsIn(c: Context): Promise<(name: string) => string> {
  const form = await c.req.formData();
  return (name) => String(form.get(name) ?? "").trim();
}

/** An amount in minor units, as people read it. */
function inWords(amount: string, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(Number(amount) / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
