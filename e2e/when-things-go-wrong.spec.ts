import { expect, type Page, test } from "@playwright/test";
import {
  cardWithChallenge,
  choosePlan,
  createAccount,
  declinedCard,
  enterCard,
  expectAccessible,
  expectLicense,
  openBilling,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import {
  clearFailures,
  endTenants,
  fail,
  newTenant,
  putCard,
  sandboxStripe,
  type TestTenant,
} from "./support/tenant";

test.afterEach(clearFailures);
test.afterAll(endTenants);

/** Signed in as the payer of a new tenant, with a payment account; on the billing dashboard. */
async function arrive(page: Page): Promise<{ tenant: TestTenant; customerId: string }> {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
  return { tenant, customerId: await createAccount(page) };
}

async function orderStarter(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Purchase license" }).click();
  await choosePlan(page, "Purchase Starter");
  await sheetOf(page)
    .getByRole("button", { name: /^(Continue to Stripe|Pay ¥)/ })
    .click();
}

const charged = async (customer: string) =>
  (await sandboxStripe().charges.list({ customer })).data.filter((charge) => charge.status === "succeeded")
    .length;

test("a declined card says so on Stripe's page; another card completes the purchase", async ({ page }) => {
  const { customerId } = await arrive(page);
  await orderStarter(page);
  await page.waitForURL(/\/checkout\/cs_/);
  await enterCard(page, declinedCard);
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await enterCard(page, visa);
  await page.waitForURL(/\/billing/);
  await expectLicense(page, "Starter", "Active");
  expect(await charged(customerId)).toBe(1);
});

test("3-D Secure: asked for on Stripe's pages, first for the card, then for the payment", async ({
  page,
}) => {
  const { tenant, customerId } = await arrive(page);
  await orderStarter(page);
  await page.waitForURL(/\/checkout\/cs_/);
  await enterCard(page, cardWithChallenge);
  await page.waitForURL(/\/challenge\//);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await page.waitForURL(/\/billing/);
  await page.getByRole("link", { name: "Authenticate on Stripe’s page" }).click();
  await page.waitForURL(/\/invoice\//);
  await expectAccessible(page);
  await page
    .getByRole("button", { name: /^(Pay|Authenticate)/ })
    .first()
    .click();
  await page.waitForURL(/\/challenge\//);
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await expect.poll(() => charged(customerId)).toBe(1);
  await openBilling(page, tenant);
  await expectLicense(page, "Starter", "Active");
});

test("closed half-way: nothing is charged, the order waits and can be discarded", async ({ page }) => {
  const { customerId } = await arrive(page);
  await orderStarter(page);
  await page.waitForURL(/\/checkout\/cs_/);
  await page.getByRole("link", { name: /Back$/ }).first().click();
  await page.waitForURL(/\/billing/);
  await expect(page.getByText("The page for the card was closed; nothing was charged")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await sheetOf(page).getByRole("button", { name: "Discard the order" }).click();
  await expect(page.getByRole("link", { name: "Purchase license" })).toBeVisible();
  expect(await charged(customerId)).toBe(0);
});

test("back by the browser's back button: the order is shown, and leads to Stripe's page again", async ({
  page,
}) => {
  await arrive(page);
  await orderStarter(page);
  await page.waitForURL(/\/checkout\/cs_/);
  await page.goBack();
  await page.goto(page.url().replace(/\/plans.*$/, ""));
  await expect(page.getByText("Starter has been ordered; a card is still needed")).toBeVisible();
  await page.getByRole("link", { name: "Continue on Stripe’s page" }).click();
  await page.waitForURL(/\/checkout\/cs_/);
});

test("a renewal's card was declined: the banner leads to Stripe's page, paid there it is settled", async ({
  page,
}) => {
  const { tenant, customerId } = await arrive(page);
  await putCard(customerId, "pm_card_chargeCustomerFail");
  await page.reload();
  await orderStarter(page);
  await openBilling(page, tenant);
  await expect(page.getByText(/Starter: the card was declined/)).toBeVisible();
  await putCard(customerId, "pm_card_visa");
  await page.getByRole("link", { name: "Pay on Stripe’s page" }).click();
  await page.waitForURL(/\/invoice\//);
  await page.getByRole("button", { name: /^Pay/ }).first().click();
  await expect.poll(() => charged(customerId)).toBe(1);
  await openBilling(page, tenant);
  await expectLicense(page, "Starter", "Active");
});

test("a session that ended in another tab: the act says so and does nothing", async ({ page, context }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
  await page.getByRole("button", { name: "Create payment account" }).click();
  await context.clearCookies();
  await sheetOf(page).getByRole("button", { name: "Create payment account" }).click();
  await expect(page.getByText(/Your session has ended/).first()).toBeVisible();
});

test("Stripe does not answer: pages open, and the price is shown, since Choba works it out", async ({
  page,
}) => {
  const { tenant } = await arrive(page);
  await fail({ kind: "server_error_500" });
  await openBilling(page, tenant);
  await expectLicense(page, "Free", "Free");
  await page.getByRole("link", { name: "Purchase license" }).click();
  await choosePlan(page, "Purchase Starter");
  await expect(
    sheetOf(page)
      .getByText(/Starter: Base fee/)
      .first(),
  ).toBeVisible();
  await expect(sheetOf(page).getByRole("button", { name: /^Continue to Stripe/ })).toBeEnabled();
});

test("Stripe's answer is lost: the order is kept, carried out once, and the license follows by itself", async ({
  page,
}) => {
  const { tenant, customerId } = await arrive(page);
  await putCard(customerId, "pm_card_visa");
  await expect
    .poll(async () =>
      (await (await page.request.get(`/t/${tenant.slug}/billing/state`)).text()).includes(
        '"hasPaymentMethod":true',
      ),
    )
    .toBe(true);
  await page.reload();
  await fail({ kind: "server_error_500", match: { method: "POST", path: "/v1/subscriptions" }, times: 4 });
  await orderStarter(page);
  await openBilling(page, tenant);
  await expectLicense(page, "Starter", "Active");
  expect(await charged(customerId)).toBe(1);

  // The link that mails have, while Stripe is silent, and by somebody who is signed out.
  const [invoice] = (await sandboxStripe().invoices.list({ customer: customerId })).data;
  const link = `/t/${tenant.slug}/invoices/${invoice?.id}/pay`;
  await fail({ kind: "server_error_500" });
  await page.goto(link);
  await expect(page.getByText(/page for paying does not answer/)).toBeVisible();
  await expect(page.getByRole("row", { name: /Starter: Base fee/ })).toBeVisible();
  await expectAccessible(page);
  await clearFailures();
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(link)}`);
});

test("two tabs: the same purchase confirmed in both is one license, charged once", async ({
  page,
  context,
}) => {
  const { tenant, customerId } = await arrive(page);
  await putCard(customerId, "pm_card_visa");
  const other = await context.newPage();
  const tabs = [page, other];
  for (const tab of tabs) {
    await tab.goto(`/t/${tenant.slug}/billing/plans`);
    await choosePlan(tab, "Purchase Starter");
    await expect(sheetOf(tab).getByRole("button", { name: /^Pay ¥/ })).toBeVisible();
  }
  await Promise.all(
    tabs.map((tab) =>
      sheetOf(tab)
        .getByRole("button", { name: /^Pay ¥/ })
        .click(),
    ),
  );
  await openBilling(page, tenant);
  await expectLicense(page, "Starter", "Active");
  expect(await charged(customerId)).toBe(1);
});

test("bad input is refused by field, in the reader's words, and nothing typed is lost", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await openBilling(page, tenant);
  await page.getByRole("button", { name: "Create payment account" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel(/Payer’s name/).fill("x".repeat(10_000));
  await sheet.getByLabel(/Payer’s email address/).fill("none@");
  await sheet.getByRole("button", { name: "Create payment account" }).click();
  await expect(sheet.getByText("At most 100 characters.")).toBeVisible();
  await expect(sheet.getByText("This is not an email address.")).toBeVisible();
  await expect(sheet.getByLabel(/Payer’s name/)).toHaveValue("x".repeat(10_000));
  await sheet.getByLabel(/Payer’s name/).fill("4242 4242 4242 4242");
  await sheet.getByRole("button", { name: "Create payment account" }).click();
  await expect(sheet.getByText(/This looks like a card number/)).toBeVisible();
});
