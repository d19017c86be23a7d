import { expect, test } from "@playwright/test";
import {
  expectAccessible,
  expectLicense,
  expectNoSidewaysScroll,
  openBilling,
  pick,
  sheetOf,
  signInAs,
} from "./support/acts";
import { anotherBrowser } from "./support/mail";
import { endTenants, newTenant } from "./support/tenant";

test.afterAll(endTenants);

test("a demo person signs in with one button and signs out again", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Sign in as Ren Sato/ }).click();
  await page.waitForURL(/\/t\/kaede/);
  await expectAccessible(page);
  await page.getByRole("button", { name: /Account menu of Ren Sato/ }).click();
  await pick(page.getByRole("menuitem", { name: "Sign out" }));
  await page.waitForURL(/\/sign-in/);
  await page.goto("/t/kaede/billing");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an email link signs in when it is pressed, once; the session ends everywhere at once", async ({
  page,
  browser,
}) => {
  const tenant = await newTenant();
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(tenant.owner.email);
  await page.getByRole("button", { name: "Email me a sign-in link" }).click();
  await expect(page.getByText("Look into your mailbox")).toBeVisible();
  await page.goto("/demo/mailbox");
  await expectAccessible(page);
  const link = page
    .locator("article, li", { hasText: tenant.owner.email })
    .first()
    .getByRole("link", { name: /sign-in\/link/ });
  const address = (await link.getAttribute("href")) ?? "";

  // Opening it elsewhere uses nothing up, and says that it was not asked for there.
  const other = await anotherBrowser(browser, "ja-JP");
  await other.setViewportSize({ width: 390, height: 800 });
  await other.goto(address);
  await expect(other.getByText("このリンクは別のブラウザで依頼されました")).toBeVisible();
  await expectAccessible(other);
  await expectNoSidewaysScroll(other);

  await link.click();
  const press = page.getByRole("button", { name: "Sign in", exact: true });
  await expect(press).toBeVisible();
  await expectAccessible(page);
  await press.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/t/${tenant.slug}`));

  await other.getByRole("button", { name: "自分で依頼したので、ここでサインインする" }).click();
  await expect(other).toHaveURL(/error=Verification/);
  await other.goto(address);
  await expect(other.getByRole("heading", { name: "このリンクは使用済みです" })).toBeVisible();
  await expectAccessible(other);
  await other.context().close();

  await page.goto("/sessions");
  await expect(page.getByText("This browser")).toBeVisible();
  await expect(page.getByText(/^(127\.0\.0\.1|::1)$/)).toBeVisible();
  await expectAccessible(page);
  // As the same session is used by another process or browser.
  const copy = await browser.newContext({ storageState: await page.context().storageState() });
  const sameSession = await copy.newPage();
  await sameSession.goto(`/t/${tenant.slug}`);
  await expect(sameSession).toHaveURL(new RegExp(`/t/${tenant.slug}`));
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await sheetOf(page).getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL(/\/sign-in/);
  await sameSession.goto(`/t/${tenant.slug}`);
  await expect(sameSession).toHaveURL(/\/sign-in\?.*SessionRequired/);
  await copy.close();
});

test("a member sees license and MAU and can change nothing", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.member);
  await openBilling(page, tenant);
  await expectLicense(page, "Free", "Free");
  for (const name of ["Change", "Create payment account", "Enter billing details", "Cancel license"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Purchase license" })).toHaveCount(0);
  await expectAccessible(page);
});

test("another tenant's address answers as if it did not exist", async ({ page }) => {
  const [mine, other] = [await newTenant(), await newTenant()];
  await signInAs(page, mine.owner);
  for (const path of [
    `/t/${other.slug}`,
    `/t/${other.slug}/billing`,
    `/t/${other.slug}/billing/plans`,
    "/console",
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
  }
  const nowhere = await page.request.get(`/t/${other.slug}/billing/state`);
  expect(nowhere.status()).toBe(404);
});

test("the owner names another payment administrator; both are told by email", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.owner);
  await openBilling(page, tenant);
  await page.getByRole("button", { name: "Change", exact: true }).click();
  const sheet = sheetOf(page);
  await sheet.getByRole("radio", { name: new RegExp(tenant.member.name) }).click();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Change payment administrator" }).click();
  await expect(page.getByText(tenant.member.email).first()).toBeVisible();
  await page.goto("/demo/mailbox");
  await expect(page.getByText(`You are now the payment administrator of ${tenant.name}`)).toBeVisible();
  await expect(
    page.getByText(`${tenant.member.name} is now the payment administrator of ${tenant.name}`),
  ).toBeVisible();
});

test("staff find a tenant in their list and see what happened to it", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, { email: "support@choba.example" });
  await page.goto("/");
  await page.goto("/console/tenants");
  await expectAccessible(page);
  await page.getByRole("searchbox").fill(tenant.name);
  await expect(page).toHaveURL(/q=|search=/);
  await page.getByRole("link", { name: tenant.name }).first().click();
  await page.waitForURL(/\/console\/tenants\//);
  await expect(page.getByRole("heading", { level: 1, name: tenant.name })).toBeVisible();
  await expectAccessible(page);
});

test("billing details are entered by the tenant, and kept", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
  await page.getByRole("button", { name: "Enter billing details" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Company name").fill("Kaede Foods K.K.");
  await sheet.getByLabel("Country or region").selectOption("JP");
  await sheet.getByLabel(/Postal code/).fill("150-0001");
  await sheet.getByLabel("Town and block number").fill("1-2-3 Jingumae");
  await sheet.getByRole("button", { name: /Save/ }).click();
  await expect(page.getByText("Kaede Foods K.K.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Kaede Foods K.K.")).toBeVisible();
});
