import { expect, test } from "@playwright/test";
import {
  choosePlan,
  createAccount,
  expectAccessible,
  expectLicense,
  expectNoSidewaysScroll,
  licenseCard,
  openBilling,
  sheetOf,
  signInAs,
} from "./support/acts";
import { endTenants, newTenant, putCard } from "./support/tenant";

test.afterAll(endTenants);

const ken = { email: "sales@choba.example" };
const aya = { email: "aya@choba.example" };

test("an address that is taken is said at its field, and the form stays as it was", async ({ page }) => {
  await signInAs(page, aya);
  await page.goto("/console/tenants");
  await page.getByRole("button", { name: "Create tenant" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Name of the company").fill("Kaede");
  await sheet.getByLabel("Owner’s email address").fill("somebody@kaede.example");
  await sheet.getByLabel("Owner’s name").fill("Somebody");
  await sheet.getByRole("button", { name: "Create the tenant and mail its owner" }).click();
  await expect(sheet.getByText("Another tenant has this address. Choose another one.")).toBeVisible();
  await expect(sheet.getByLabel("Owner’s name")).toHaveValue("Somebody");
});

test("another rep looks at the tenant and is offered nothing", async ({ page }) => {
  await signInAs(page, aya);
  await page.goto("/console/tenants/ginza/settings");
  await expect(page.getByText("The tenant’s own sales rep and SaaS admins can change it.")).toBeVisible();
  for (const name of ["Edit", "Change time zone", "Switch to self-serve"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.goto("/console/tenants/ginza/members");
  await expect(page.getByText("mei@ginza.example")).toBeVisible();
  await expect(page.getByRole("button", { name: /Invite|Remove|Change role/ })).toHaveCount(0);
  await expectAccessible(page);
});

test("a rep turns a tenant over to self-serve after reading what happens, and back", async ({ page }) => {
  await signInAs(page, ken);
  await page.goto("/console/tenants/shirakawa/settings");
  await page.getByRole("button", { name: "Switch to self-serve" }).click();
  const sheet = sheetOf(page);
  await expect(sheet.getByText(/can buy from the \d+ plans on sale in JPY/)).toBeVisible();
  await expect(sheet.getByText(/白川 葵 \(aoi@shirakawa.example\)/)).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Make it self-serve" }).click();
  await expect(page.getByRole("button", { name: "Switch to sales-led" })).toBeVisible();
  await page.getByRole("button", { name: "Switch to sales-led" }).click();
  await sheet.getByRole("button", { name: "Make it sales-led" }).click();
  await expect(page.getByRole("button", { name: "Switch to self-serve" })).toBeVisible();
});

test("what the payer has reserved stands in the way, and is said", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
  await putCard(await createAccount(page), "pm_card_visa");
  await page.getByRole("link", { name: "Purchase license" }).click();
  await choosePlan(page, "Purchase Business");
  await sheetOf(page)
    .getByRole("button", { name: /and start Business$/ })
    .click();
  await expectLicense(page, "Business", "Active");
  await page.getByRole("link", { name: "License update" }).click();
  await choosePlan(page, "Reserve Starter");
  await sheetOf(page)
    .getByRole("button", { name: /^Reserve Starter from / })
    .click();
  await expect(licenseCard(page)).toContainText("License to be updated next month");
  await page.context().clearCookies();

  await signInAs(page, { email: "admin@choba.example" });
  await page.goto(`/console/tenants/${tenant.slug}/settings`);
  await page.getByRole("button", { name: "Switch to sales-led" }).click();
  const sheet = sheetOf(page);
  await expect(sheet.getByText("Not possible now")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Make it sales-led" })).toBeDisabled();
});

test("@phone a tenant is created, managed and set on a phone", async ({ page }) => {
  await signInAs(page, ken);
  await page.goto("/console/tenants");
  await page.getByRole("button", { name: "Create tenant" }).click();
  await expect(sheetOf(page)).toBeVisible();
  await expectNoSidewaysScroll(page);
  for (const side of ["members", "settings"]) {
    await page.goto(`/console/tenants/ginza/${side}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});
