import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { ensureUser } from "@/lib/features/console/new-tenant/found-tenant";
import { systemContext } from "@/lib/features/foundation/context/context";
import { expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs } from "./support/acts";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";

test.afterAll(endTenants);

const path = "/console/settings/keys";
const admin = { email: "admin@choba.example" };
const newName = () => `Metering ${randomUUID().slice(0, 8)}`;

/** What the API answers to a call of each scope with this key: recording, reading, managing. */
async function answers(request: APIRequestContext, tenant: TestTenant, secret: string): Promise<number[]> {
  const headers = { authorization: `Bearer ${secret}` };
  const event = { event_id: randomUUID(), customer_id: tenant.slug, event_name: "api.call" };
  const rp = { id: randomUUID() };
  const all = [
    await request.post("/api/v1/events/ingest", { headers, data: { events: [event] } }),
    await request.get(`/api/v1/tenants/${tenant.slug}/license`, { headers }),
    await request.post(`/api/v1/tenants/${tenant.slug}/rps`, { headers, data: rp }),
  ];
  return all.map((answer) => answer.status());
}

async function makeKey(page: Page, name: string, scopes: readonly string[]): Promise<string> {
  await page.getByRole("button", { name: "New API key" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Name").fill(name);
  for (const scope of scopes) await sheet.getByRole("checkbox", { name: scope }).click();
  await sheet.getByRole("button", { name: "Make the key" }).click();
  await expect(sheet.getByText(/^choba_/)).toBeVisible();
  return (await sheet.getByText(/^choba_/).textContent()) ?? "";
}

test("an admin makes a key that does exactly what was chosen, sees its secret once, and ends it", async ({
  page,
  request,
}) => {
  const tenant = await newTenant();
  const name = newName();
  await signInAs(page, admin);
  await page.goto(path);
  await expectAccessible(page);

  await page.getByRole("button", { name: "New API key" }).click();
  await sheetOf(page).getByLabel("Name").fill(name);
  await sheetOf(page).getByRole("button", { name: "Make the key" }).click();
  await expect(sheetOf(page).getByText("Choose at least one.")).toBeVisible();
  await expect(sheetOf(page).getByLabel("Name")).toHaveValue(name);
  await expectAccessible(page);
  await sheetOf(page).getByRole("button", { name: "Cancel" }).click();
  await expect(sheetOf(page)).toHaveCount(0);

  const secret = await makeKey(page, name, ["Ingest", "Read"]);
  await expectAccessible(page);
  // Neither a press beside it nor Escape may take the secret away.
  await page.mouse.click(5, 5);
  await page.keyboard.press("Escape");
  await expect(sheetOf(page).getByText(secret)).toBeVisible();
  await sheetOf(page).getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Ingest");
  await expect(row).toContainText("Read");
  await expect(row).not.toContainText("Manage");
  await page.reload();
  await expect(row).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  expect(await answers(request, tenant, secret)).toEqual([200, 200, 403]);
  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await expectAccessible(page);
  await sheetOf(page).getByRole("button", { name: "Revoke the key" }).click();
  await expect(row).toContainText("Revoked");
  expect(await answers(request, tenant, secret)).toEqual([401, 401, 401]);
});

test("a key may record only, or manage", async ({ page, request }) => {
  const tenant = await newTenant();
  await signInAs(page, admin);
  await page.goto(path);
  const secrets: string[] = [];
  for (const scope of ["Ingest", "Manage"]) {
    secrets.push(await makeKey(page, newName(), [scope]));
    await sheetOf(page).getByRole("button", { name: "I have copied it" }).click();
    await expect(sheetOf(page)).toHaveCount(0);
  }
  const [ingest = "", manage = ""] = secrets;
  expect(await answers(request, tenant, ingest)).toEqual([200, 403, 403]);
  expect(await answers(request, tenant, manage)).toEqual([200, 200, 201]);
});

test("to sales reps, support and tenants the page does not exist", async ({ page }) => {
  const tenant = await newTenant();
  for (const person of [{ email: "sales@choba.example" }, { email: "support@choba.example" }, tenant.owner]) {
    await signInAs(page, person);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
    await expect(page.getByRole("button", { name: "New API key" })).toHaveCount(0);
    await expect(page).not.toHaveTitle(/API keys/);
  }
});

test.describe("日本語", () => {
  test.use({ locale: "ja-JP" });

  test("キーを作成し、無効にする @phone", async ({ page, request }) => {
    const tenant = await newTenant("ja");
    const email = `admin-${randomUUID().slice(0, 8)}@e2e.example`;
    const ctx = systemContext("e2e", new Date(), "e2e");
    await ensureUser(ctx, { name: "管理者", email, locale: "ja", staffRole: "admin" });
    const name = `計測 ${randomUUID().slice(0, 8)}`;
    await signInAs(page, { email });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "APIキー" })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "APIキーを作成" }).click();
    const sheet = sheetOf(page);
    await sheet.getByLabel("名前").fill(name);
    await sheet.getByRole("checkbox", { name: "読み取り" }).click();
    await sheet.getByRole("button", { name: "キーを作成する" }).click();
    const secret = (await sheet.getByText(/^choba_/).textContent()) ?? "";
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(await answers(request, tenant, secret)).toEqual([403, 200, 403]);
    await sheet.getByRole("button", { name: "コピーしました" }).click();
    await page.getByRole("button", { name: `${name}を無効にする` }).click();
    await sheetOf(page).getByRole("button", { name: "キーを無効にする" }).click();
    await expect.poll(() => answers(request, tenant, secret)).toEqual([401, 401, 401]);
    await expect(sheetOf(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: `${name}を無効にする` })).toHaveCount(0);
  });
});
