import { expect, test } from "@playwright/test";
import {
  choosePlan,
  createAccount,
  enterCard,
  expectAccessible,
  expectLicense,
  licenseCard,
  moveClock,
  openBilling,
  pick,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";

// The main job, step after step, as one payment administrator does it in a browser.
test.describe.configure({ mode: "serial" });

let tenant: TestTenant;
test.beforeAll(async () => {
  tenant = await newTenant();
});
test.afterAll(endTenants);
test.beforeEach(async ({ page }) => {
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
});

test("state 1: Free, without payment account; the dashboard opens from the account menu too", async ({
  page,
}) => {
  await expectLicense(page, "Free", "Free");
  await expect(page.getByRole("button", { name: "Create payment account" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Check payment information (Stripe)" })).toHaveCount(0);
  await expect(licenseCard(page)).toContainText("Maximum number of registered RPs");
  await expect(licenseCard(page)).toContainText("Maximum number of registered users");
  await expectAccessible(page);
  await page.goto(`/t/${tenant.slug}`);
  await page.getByRole("button", { name: new RegExp(`Account menu of ${tenant.payer.name}`) }).click();
  await pick(page.getByRole("menuitem", { name: "Billing Dashboard" }));
  await expect(page).toHaveURL(new RegExp(`/t/${tenant.slug}/billing$`));
});

test("state 2: the payment account is created, and its button is gone", async ({ page }) => {
  await createAccount(page);
  await expect(page.getByRole("button", { name: "Create payment account" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Check payment information (Stripe)" })).toBeVisible();
  await expect(page.getByText(tenant.payer.email).first()).toBeVisible();
  await expectAccessible(page);
});

test("state 3: bought on Stripe's page, the license is active", async ({ page }) => {
  await page.getByRole("link", { name: "Purchase license" }).click();
  await choosePlan(page, "Purchase Starter");
  await expectAccessible(page);
  await sheetOf(page)
    .getByRole("button", { name: /^Continue to Stripe to enter a card \(¥[\d,]+ will be charged\)$/ })
    .click();
  await page.waitForURL(/\/checkout\/cs_/);
  await expectAccessible(page);
  await enterCard(page, visa);
  await page.waitForURL(/\/billing/);
  await expectLicense(page, "Starter", "Active");
  await expect(licenseCard(page)).toContainText("Maximum number of MAUs");
  await expect(licenseCard(page)).toContainText("MAU usage count this month");
  await expect(page.getByRole("link", { name: "License update" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel license" })).toBeVisible();
  await expectAccessible(page);
});

test("an upgrade is charged as shown and applies at once", async ({ page }) => {
  await page.getByRole("link", { name: "License update" }).click();
  await choosePlan(page, "Switch to Business now");
  await expect(sheetOf(page)).toContainText("Unused days");
  await sheetOf(page)
    .getByRole("button", { name: /^Pay ¥[\d,]+ now and switch to Business$/ })
    .click();
  await expectLicense(page, "Business", "Active");
});

test("state 4: a downgrade is reserved for the next month, and can be cancelled", async ({ page }) => {
  await page.getByRole("link", { name: "License update" }).click();
  await choosePlan(page, "Reserve Starter");
  await sheetOf(page)
    .getByRole("button", { name: /^Reserve Starter from / })
    .click();
  await expect(licenseCard(page)).toContainText("License to be updated next month");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Cancel this reservation" }).click();
  await sheetOf(page).getByRole("button", { name: "Cancel the reservation" }).click();
  await expect(licenseCard(page)).not.toContainText("License to be updated next month");
  await expectLicense(page, "Business", "Active");
});

test("reserved again, it is applied when the clock passes the period's end", async ({ page }) => {
  await page.getByRole("link", { name: "License update" }).click();
  await choosePlan(page, "Reserve Starter");
  await sheetOf(page)
    .getByRole("button", { name: /^Reserve Starter from / })
    .click();
  await expect(licenseCard(page)).toContainText("License to be updated next month");
  await moveClock(page, /To the period’s end/);
  await expectLicense(page, "Starter", "Active");
  await expect(licenseCard(page)).not.toContainText("License to be updated next month");
});

test("cancelled and taken back, cancelled again and ended: back on Free, which says so", async ({ page }) => {
  const cancel = async () => {
    await page.getByRole("button", { name: "Cancel license" }).click();
    await sheetOf(page).getByRole("button", { name: "Stop automatic renewal" }).click();
    await expectLicense(page, "Starter", "Ends");
  };
  await cancel();
  await page.getByRole("button", { name: "Resume renewal" }).first().click();
  await expectLicense(page, "Starter", "Active");
  await cancel();
  await expectAccessible(page);
  await moveClock(page, /To the period’s end/);
  await expectLicense(page, "Free", "Free");
  await expect(page.getByText(/The Starter license ended on/)).toBeVisible();
  await expectAccessible(page);
});

test("the portal shows invoices and card, and what is changed there shows here", async ({ page }) => {
  await page.getByRole("button", { name: "Check payment information (Stripe)" }).click();
  await page.waitForURL(/\/portal\//);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Update billing information" }).click();
  await page.getByLabel("E-mail").fill("new-payer@e2e.example");
  await page.getByRole("button", { name: "Save billing information" }).click();
  await page.getByRole("link", { name: /Return to / }).click();
  await expect(page.getByText("new-payer@e2e.example")).toBeVisible();
});
