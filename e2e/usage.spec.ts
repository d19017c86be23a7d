import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { env } from "node:process";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import {
  aMomentMs,
  choosePlan,
  createAccount,
  enterCard,
  expectAccessible,
  expectLicense,
  expectNoSidewaysScroll,
  openBilling,
  readIn,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";
import { words } from "./support/words";

test.afterAll(endTenants);

const admin = { email: "admin@choba.example" };
const support = { email: "support@choba.example" };

/** Sends API calls as the SaaS's server would; the demo counts them as `api_calls`. */
async function sendCalls(request: APIRequestContext, tenant: TestTenant, ids: string[]): Promise<void> {
  const { apiKeys } = JSON.parse(readFileSync(path.join(env.CHOBA_TEST_DATA_DIR ?? "", "demo.json"), "utf8"));
  const answer = await request.post("/api/v1/events/ingest", {
    headers: { authorization: `Bearer ${apiKeys[0].key}` },
    data: {
      events: ids.map((event_id) => ({ event_id, customer_id: tenant.slug, event_name: "api.call" })),
    },
  });
  expect(await answer.json()).toMatchObject({ new: ids.length, rejected: [] });
}

const apiCalls = (page: Page) => page.getByRole("region", { name: "API calls" });
const number = (page: Page, count: string) => apiCalls(page).getByText(count, { exact: true }).first();
const three = () => [randomUUID(), randomUUID(), randomUUID()];

/** Users of the tenant sign in, as the SaaS's server would tell it. */
async function authenticate(request: APIRequestContext, tenant: TestTenant, users: number): Promise<void> {
  const { apiKeys } = JSON.parse(readFileSync(path.join(env.CHOBA_TEST_DATA_DIR ?? "", "demo.json"), "utf8"));
  for (let from = 0; from < users; from += 500) {
    const length = Math.min(500, users - from);
    const authentications = Array.from({ length }, (_, index) => ({ user_id: `user-${from + index}` }));
    const answer = await request.post(`/api/v1/tenants/${tenant.slug}/authentications`, {
      headers: { authorization: `Bearer ${apiKeys[0].key}` },
      data: { authentications },
    });
    expect(answer.ok()).toBe(true);
  }
}

async function buyStarter(page: Page, tenant: TestTenant): Promise<void> {
  await openBilling(page, tenant);
  await createAccount(page);
  await page.getByRole("link", { name: "Purchase license" }).click();
  await choosePlan(page, "Purchase Starter");
  await sheetOf(page)
    .getByRole("button", { name: /will be charged/ })
    .click();
  await page.waitForURL(/\/checkout\/cs_/);
  await enterCard(page, visa);
  await page.waitForURL(/\/billing/);
  await expectLicense(page, "Starter", "Active");
}

async function openUsage(page: Page, tenant: TestTenant): Promise<void> {
  await page.goto(`/t/${tenant.slug}/usage`);
  await expect(page.getByRole("heading", { level: 1, name: "Usage" })).toBeVisible();
}

test("usage sent through the API stands on a member's open page, without reloading, and in its file", async ({
  page,
  request,
}) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.member);
  await openUsage(page, tenant);
  await expect(page.getByText("Nothing has been counted yet")).toBeVisible();
  await expectAccessible(page);

  await sendCalls(request, tenant, three());
  await expect(number(page, "3")).toBeVisible();
  await sendCalls(request, tenant, [randomUUID()]);
  await expect(number(page, "4")).toBeVisible();
  await apiCalls(page).getByText("How is this counted?").click();
  await expect(apiCalls(page).getByText("Each event counts as one.")).toBeVisible();
  await expectAccessible(page);

  const href = await apiCalls(page)
    .getByRole("link", { name: /Download CSV/ })
    .getAttribute("href");
  const file = await (await page.request.get(href ?? "")).text();
  expect(file.startsWith("\uFEFF")).toBe(true);
  const [head = "", ...days] = file.slice(1).trimEnd().split("\r\n");
  expect(head.split(",").slice(0, 4)).toEqual(["Day", "Meter unit", "Unit name", "Count"]);
  expect(days.map((line) => Number(line.split(",")[3])).reduce((a, b) => a + b, 0)).toBe(4);
});

test("a past month is told with what was included and what it cost; one before the license with neither", async ({
  page,
}) => {
  const tenant = await newTenant();
  const last = new Date();
  last.setUTCDate(0);
  const month = last.toISOString().slice(0, 7);
  await signInAs(page, admin);
  await page.goto(`/t/lumen/usage?month=${month}`);
  await expect(page.getByText(/ is priced by the plan .+\.$/)).toBeVisible();
  const bill = page.getByRole("region", { name: /^What was billed for / });
  await expect(bill.getByRole("columnheader", { name: "Cost", exact: true })).toBeVisible();
  await expect(bill.getByText("Projected cost")).toHaveCount(0);
  await expect(page.getByText("If the month goes on like this")).toHaveCount(0);
  await expectAccessible(page);

  await page.goto(`/t/${tenant.slug}/usage?month=${month}`);
  await expect(page.getByText(/^No license was held in /)).toBeVisible();
  await expectAccessible(page);
});

for (const locale of ["en", "ja"] as const)
  test(`${locale}: what is billed comes first, the upcoming invoice says the same, and an alert comes by itself`, async ({
    page,
    request,
  }) => {
    const usage = words(locale, "usage");
    const tenant = await newTenant(locale);
    await signInAs(page, tenant.payer);
    await buyStarter(page, tenant);
    await authenticate(request, tenant, 1_040);

    await readIn(page, locale);
    await page.goto(`/t/${tenant.slug}/usage`);
    const bill = page.getByRole("region", { name: usage("bill.title") });
    // 1,000 users are included, 40 cost ¥10 each.
    await expect(bill.getByText(/^¥400/).first()).toBeVisible();
    const row = bill.getByRole("row").filter({ hasText: "¥400" });
    await expect(row).toContainText("1,040");
    await expect(row).toContainText("1,000");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    const file = await page.request.get(`/t/${tenant.slug}/usage/csv?by=bill`);
    const [, line = ""] = (await file.text()).trimEnd().split("\r\n");
    expect(line).toContain("1040");
    expect(line).toContain(",400,");

    await page.getByRole("button", { name: usage("alerts.change") }).click();
    const sheet = sheetOf(page);
    await sheet.getByLabel(usage("alerts.percentsLabel")).fill("half");
    await sheet.getByLabel(usage("alerts.amountsLabel", { currency: "JPY" })).fill("300\n5,000");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: words(locale, "common")("save") }).click();
    await expect(sheet.locator("[data-invalid]").first()).toBeVisible();
    await sheet.getByLabel(usage("alerts.percentsLabel")).fill("100");
    await sheet.getByRole("button", { name: words(locale, "common")("save") }).click();
    await expect(sheet).toBeHidden();
    // The worker looks at it by itself. What it knew before is told already.
    const reached = page.getByText(usage("alerts.reachedAmount", { amount: "¥300" }));
    await expect(async () => {
      await page.reload();
      await expect(reached).toBeVisible({ timeout: aMomentMs });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByText(usage("alerts.reachedTitle"))).toBeVisible();
    await expectAccessible(page);

    await page.goto(`/t/${tenant.slug}/invoices`);
    const upcoming = page.getByRole("region", { name: words(locale, "invoices")("upcoming.title") });
    // Starter costs ¥5,000 a month.
    await expect(upcoming.getByText("¥5,400").first()).toBeVisible();
    await expect(upcoming.getByText(/visa.*4242/)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

test("support sees an event and what it did; an admin makes it void, and the count follows", async ({
  browser,
  page,
  request,
}) => {
  const tenant = await newTenant();
  const [first = "", ...others] = three();
  await sendCalls(request, tenant, [first, ...others]);

  const other = await browser.newPage();
  await signInAs(other, tenant.member);
  await openUsage(other, tenant);
  await expect(number(other, "3")).toBeVisible();

  await signInAs(page, support);
  await page.goto(`/console/usage/events?id=${first}`);
  await expect(page.getByRole("button", { name: "Send a test event" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: /api\.call/ }).click();
  const sheet = sheetOf(page);
  await expect(sheet.getByText(/^\+1 call on /)).toBeVisible();
  await expect(sheet.getByText("That day now counts 3.")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Void" })).toHaveCount(0);
  await expectAccessible(page);

  await signInAs(page, admin);
  await page.reload();
  await sheet.getByRole("button", { name: "Void" }).click();
  await sheet.getByRole("button", { name: "Make the event void" }).click();
  await expect(sheet.getByText("Please fill this in.")).toBeVisible();
  await sheet.getByLabel("Reason").fill("Sent by a test machine");
  await sheet.getByRole("button", { name: "Make the event void" }).click();
  await expect(sheet.getByText("It is void: it counts for nothing.")).toBeVisible();
  await expect(sheet.getByText("Reason: Sent by a test machine")).toBeVisible();
  await expect(number(other, "2")).toBeVisible();
  await other.close();

  await page.goto(`/console/tenants/${tenant.slug}/activity`);
  await expect(page.getByText("Sent by a test machine")).toBeVisible();
});

test("a value that was set at a timestamp is explained: unit, second, method and value", async ({
  page,
  request,
}) => {
  const { apiKeys } = JSON.parse(readFileSync(path.join(env.CHOBA_TEST_DATA_DIR ?? "", "demo.json"), "utf8"));
  const tenant = await newTenant();
  const seconds = Math.floor(Date.now() / 1000) - 600;
  const put = await request.put(
    `/api/v1/pricing/metering/tenants/${tenant.slug}/units/storage_bytes/timestamp/${seconds}`,
    { headers: { authorization: `Bearer ${apiKeys[0].key}` }, data: { method: "add", count: 1200 } },
  );
  expect(put.status()).toBe(200);
  await signInAs(page, support);
  await page.goto(`/console/usage/events?tenant=${tenant.slug}`);
  await page.getByRole("button", { name: /choba\.point:storage_bytes/ }).click();
  const sheet = sheetOf(page);
  await expect(sheet.getByText("Raised by 1,200 bytes")).toBeVisible();
  await expect(sheet.getByText(`= ${seconds}`)).toBeVisible();
  await expect(sheet.getByText("1,200 bytes", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("a test event with a wrong value is told its field and rule; mended, it can be looked at", async ({
  page,
}) => {
  const tenant = await newTenant();
  await signInAs(page, admin);
  await page.goto("/console/usage/events");
  await page.getByRole("button", { name: "Send a test event" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Tenant").fill(tenant.slug);
  await sheet.getByLabel("Event name").fill("generation.finished");
  await sheet.getByLabel("Properties (JSON)").fill('{"tokens": "many"}');
  await sheet.getByRole("button", { name: "Send the event" }).click();
  await expect(sheet.getByText("Refused. Nothing was taken.")).toBeVisible();
  await expect(sheet.getByRole("cell", { name: "metadata.tokens" })).toBeVisible();
  await expect(sheet.getByText("not_a_number")).toBeVisible();
  await expectAccessible(page);

  await sheet.getByLabel("Properties (JSON)").fill('{"tokens": 1200}');
  await sheet.getByRole("button", { name: "Send the event" }).click();
  await expect(sheet.getByText("Taken and committed")).toBeVisible();
  await sheet.getByRole("link", { name: "Look at the event" }).click();
  await expect(sheet.getByText(/^\+1,200 tokens on /)).toBeVisible();
});

test("staff see how events arrive and which names nobody counts @phone", async ({ page, request }) => {
  const { apiKeys } = JSON.parse(readFileSync(path.join(env.CHOBA_TEST_DATA_DIR ?? "", "demo.json"), "utf8"));
  const tenant = await newTenant();
  const name = `unheard.${randomUUID().slice(0, 8)}`;
  const event = { event_id: randomUUID(), customer_id: tenant.slug, event_name: name };
  await request.post("/api/v1/events/ingest", {
    headers: { authorization: `Bearer ${apiKeys[0].key}` },
    data: { events: [event] },
  });
  await signInAs(page, support);
  await page.goto("/console/usage");
  await expect(page.getByRole("link", { name: `Show events named ${name}` })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: `Show events named ${name}` }).click();
  await expect(page.getByText("No unit listens").first()).toBeVisible();
  await expectNoSidewaysScroll(page);
});
