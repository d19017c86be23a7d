import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { ensureUser } from "@/lib/features/console/new-tenant/found-tenant";
import { systemContext } from "@/lib/features/foundation/context/context";
import { makeKey } from "@/tests/support/factories";
import { findBrowser, launchArgs } from "../server/bootstrap/browser.mjs";
import { expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs } from "./support/acts";
import { blockOtherSitesCookies } from "./support/other-sites-cookies";
import { endTenants, newTenant, sandboxUrl, type TestTenant } from "./support/tenant";

/*
 * The SaaS stands at 127.0.0.1 and Choba at localhost: two sites for a browser, which blocks the cookies of the other.
 */
const choba = () => process.env.CHOBA_TEST_URL ?? "";
let browser: Browser;
let saas: Server;
let secret: string;
const site = () => `http://127.0.0.1:${(saas.address() as AddressInfo).port}`;

test.beforeAll(async () => {
  saas = createServer(answer).listen(0);
  secret = (await makeKey("manage")).secret;
  browser = await chromium.launch({
    executablePath: findBrowser()?.executablePath,
    args: launchArgs(),
  });
});
test.afterAll(async () => {
  await browser.close();
  saas.close();
  await endTenants();
});

/** The SaaS's page with a frame; and, asked as `localhost`, somebody whose cookie browsers block in a frame. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", site());
  if (url.pathname === "/set")
    response.writeHead(302, { location: "/seen", "set-cookie": "plain=1; SameSite=None; Secure" });
  const body =
    url.pathname === "/seen"
      ? `cookies: ${request.headers.cookie ?? "none"}`
      : `<!doctype html><title>Portal</title><h1>Account</h1><div id="billing">Loading</div>
         <script src="${choba()}/embed.js"></script>
         <script>ChobaBilling.mount(document.getElementById("billing"), { url: ${JSON.stringify(url.searchParams.get("frame"))} })</script>`;
  response.end(body);
}

async function link(tenant: TestTenant, more: object): Promise<string> {
  const sent = { member: tenant.payer.email, page: "billing", return_url: `${site()}/account`, ...more };
  const response = await fetch(`${choba()}/api/v1/tenants/${tenant.slug}/dashboard-sessions`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(sent),
  });
  const made = (await response.json()) as { url: string };
  expect(response.status, JSON.stringify(made)).toBe(201);
  return made.url;
}

const shot = (page: Page, name: string) =>
  page.screenshot({ path: `test-results/embedded-${name}.png`, fullPage: true });

test("admins say which sites show billing pages, and in which colour", async ({ page }) => {
  const admin = { name: "Admin", email: `admin-${randomUUID().slice(0, 8)}@e2e.example` };
  const ctx = systemContext("e2e", new Date(), "e2e");
  await ensureUser(ctx, { ...admin, locale: "en", staffRole: "admin" });
  await signInAs(page, admin);
  await page.goto("/console/settings/embedding");
  await page.getByRole("button", { name: "Change" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Sites of your product").fill(site());
  await sheet.getByLabel("Colour").fill("#ffff00");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("hard to see on the light page")).toBeVisible();
  await sheet.getByLabel("Colour").fill("#d9480f");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main")).toContainText(site());
  await expectAccessible(page);
  await shot(page, "settings");
});

test("a link opens a page of its tenant without signing in, once, and leads back", async () => {
  const tenant = await newTenant();
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const url = await link(tenant, { locale: "ja" });
  await page.goto(url);
  await expect(page).toHaveURL(`${choba()}/t/${tenant.slug}/billing`);
  await expect(page.getByRole("heading", { level: 1, name: "請求ダッシュボード" })).toBeVisible();
  await expect(page.getByRole("link", { name: /に戻る$/ })).toHaveAttribute("href", `${site()}/account`);
  await expectAccessible(page);
  await shot(page, "window-ja");
  expect((await page.goto(`${choba()}/console`))?.url()).toContain("/sign-in");

  await page.goto(url);
  await expect(page.getByRole("heading", { name: "このページの表示は終わりました" })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "used-ja");
  await context.close();
});

test("in a frame of another site, with its cookies blocked, it tells its height and leaves for Stripe in the whole window", async () => {
  const tenant = await newTenant();
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 412, height: 900 } });
  const page = await context.newPage();
  await blockOtherSitesCookies(page);
  // Proves that the browser blocks what it should: a cookie that is not partitioned does not come back.
  const other = site().replace("127.0.0.1", "localhost");
  await page.goto(`${site()}/account?frame=${encodeURIComponent(`${other}/set`)}`);
  await expect(page.frameLocator("iframe").getByText("cookies: none")).toBeAttached();

  const url = await link(tenant, { locale: "en", embed_origin: site() });
  await page.goto(`${site()}/account?frame=${encodeURIComponent(url)}`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { level: 1, name: "Billing Dashboard" })).toBeVisible();
  await expect(page.getByText("Loading")).toBeHidden();
  await expect
    .poll(() => page.locator("iframe").evaluate((element) => element.getBoundingClientRect().height))
    .toBeGreaterThan(600);
  await expect(frame.getByRole("banner")).toBeHidden();
  await expectNoSidewaysScroll(page);
  await shot(page, "frame-phone");

  // A server action, from within the frame.
  await frame.getByRole("button", { name: "Create payment account" }).click();
  await frame.getByRole("dialog").getByRole("button", { name: "Create payment account" }).click();
  await expect(frame.getByText(/^cus_/)).toBeVisible();
  await frame.getByRole("button", { name: /Check payment information/ }).click();
  await expect(page).toHaveURL((at) => at.origin === new URL(sandboxUrl()).origin);
  await page.goto(`${choba()}/t/${tenant.slug}/billing`);
  await expect(page.getByRole("link", { name: /^Back to/ })).toBeVisible();
  await shot(page, "back-from-stripe-phone");

  await page.goto(`${site()}/account?frame=${encodeURIComponent(url)}`);
  await expect(frame.getByRole("heading", { name: "This page is no longer open" })).toBeVisible();
  await context.close();
});
