import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { env } from "node:process";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs } from "./support/acts";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";

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
  await expect(page.getByText(/^Priced by the plan .+, which was held at the end of /)).toBeVisible();
  await expect(apiCalls(page).getByText(/^[\d,]+ of .+ included$/)).toBeVisible();
  await expect(
    apiCalls(page).getByText(/for the month, before discounts and tax|^Nothing to pay for it$/),
  ).toBeVisible();
  await expect(page.getByText("If the month goes on like this")).toHaveCount(0);
  await expectAccessible(page);

  await page.goto(`/t/${tenant.slug}/usage?month=${month}`);
  await expect(page.getByText(/^No license was held in /)).toBeVisible();
  await expectAccessible(page);
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
