import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Choba } from "@choba/client";
import { getRequestListener } from "@hono/node-server";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { createPortal } from "@/examples/passkey-portal/src/app";
import { createEndpoint } from "@/lib/features/console/webhook-endpoints/create-endpoint";
import { deleteEndpoint } from "@/lib/features/console/webhook-endpoints/delete-endpoint";
import { systemContext } from "@/lib/features/foundation/context/context";
import {
  readEmbeddingSettings,
  saveEmbeddingSettings,
} from "@/lib/features/people/dashboard-sessions/embedding-settings";
import { makeKey } from "@/tests/support/factories";
import { findBrowser, launchArgs } from "../server/bootstrap/browser.mjs";
import { enterCard, visa } from "./support/acts";
import { blockOtherSitesCookies } from "./support/other-sites-cookies";
import { endTenants } from "./support/tenant";

/*
 * The example SaaS, at 127.0.0.1, with Choba at localhost: two sites for a browser, which blocks the cookies of the other.
 * Someone registers there, uses it, pays inside it, and is thanked.
 */
const choba = () => process.env.CHOBA_TEST_URL ?? "";
const ctx = () => systemContext("e2e", new Date(), "e2e");
let browser: Browser;
let server: Server;
let endpointId: string;
const site = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test.beforeAll(async () => {
  server = createServer().listen(0);
  const { origins, brandColour } = done(await readEmbeddingSettings(ctx(), {}));
  const all = [...origins, site()].join("\n");
  done(await saveEmbeddingSettings(ctx(), { origins: all, brandColour: brandColour ?? "" }));
  const url = `${site()}/webhooks/choba`;
  const endpoint = done(await createEndpoint(ctx(), { url, description: "Portal", types: null }));
  endpointId = endpoint.endpointId;
  const portal = createPortal({
    choba: new Choba({ baseUrl: choba(), apiKey: (await makeKey("ingest", "read", "manage")).secret }),
    chobaUrl: choba(),
    ownUrl: site(),
    webhookSecret: endpoint.secret,
  });
  server.on("request", getRequestListener(portal.fetch));
  browser = await chromium.launch({ executablePath: findBrowser()?.executablePath, args: launchArgs() });
});
test.afterAll(async () => {
  await browser.close();
  server.close();
  await deleteEndpoint(ctx(), { endpointId });
  await endTenants();
});

function done<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

async function portalIn(locale: "en-US" | "ja-JP"): Promise<Page> {
  const page = await (await browser.newContext({ locale })).newPage();
  await blockOtherSitesCookies(page);
  await page.goto(site());
  return page;
}

async function register(page: Page, labels: { company: string; name: string; email: string; start: string }) {
  const email = `mei-${randomUUID().slice(0, 8)}@e2e.example`;
  await page.getByLabel(labels.company).fill(`Maple ${email.slice(4, 12)}`);
  await page.getByLabel(labels.name).fill("Mei Kato");
  await page.getByLabel(labels.email).fill(email);
  await page.getByRole("button", { name: labels.start }).click();
  return email;
}

test("someone registers, meets the maximum of Free, pays inside the portal, and is thanked", async () => {
  const page = await portalIn("en-US");
  const email = await register(page, {
    company: "Company",
    name: "Your name",
    email: "E-mail",
    start: "Start free",
  });
  await expect(page.getByText("Free", { exact: true })).toBeVisible();

  await page.getByLabel("User").fill("user-1");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("status")).toHaveText("Signed in: user-1");
  await expect(page.locator(".card", { hasText: "Monthly active users" })).toContainText("1 (no limit)");

  const full = page.getByText("The plan's maximum is reached.");
  for (let count = 0; count < 20 && !(await full.isVisible()); count++) {
    await page.getByLabel("Name of the application").fill(`Shop ${count}`);
    await page.getByRole("button", { name: "Register application" }).click();
    await expect(page.getByLabel("Name of the application")).toHaveValue("");
  }
  await page.getByRole("link", { name: "See plans" }).click();

  const frame = page.frameLocator("iframe");
  await frame.getByRole("link", { name: "To the billing dashboard", exact: true }).click();
  await frame.getByRole("button", { name: "Create payment account" }).click();
  await frame.getByRole("dialog").getByRole("button", { name: "Create payment account" }).click();
  await expect(frame.getByText(/^cus_/)).toBeVisible();
  await frame.getByRole("link", { name: "Purchase license" }).click();
  await frame.getByRole("button", { name: "Purchase Starter" }).click();
  await frame
    .getByRole("dialog")
    .getByRole("button", { name: /^Continue to Stripe to enter a card/ })
    .click();
  await page.waitForURL(/\/checkout\/cs_/);
  await enterCard(page, visa);
  await page.waitForURL((url) => url.origin === new URL(choba()).origin);
  await expect(page.getByRole("link", { name: /^Back to/ })).toBeVisible();

  // Stripe's word that it was paid, and Choba's own, arrive when they arrive.
  await expect(async () => {
    await page.goto(`${site()}/home`);
    await expect(page.getByText("Starter", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(async () => {
    await page.goto(`${site()}/mails`);
    const mail = page.getByRole("article").filter({ hasText: email });
    await expect(mail).toContainText("Thank you for your payment", { timeout: 1_000 });
    await expect(mail).toContainText("¥", { timeout: 1_000 });
  }).toPass();
  await page.context().close();
});

test("ポータルは日本語でも、請求ダッシュボードをその中で開く", async () => {
  const page = await portalIn("ja-JP");
  await register(page, { company: "会社名", name: "お名前", email: "メールアドレス", start: "無料で始める" });
  await page.getByRole("link", { name: "請求ダッシュボード", exact: true }).click();
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { level: 1, name: "請求ダッシュボード" })).toBeVisible();
  await page.context().close();
});
