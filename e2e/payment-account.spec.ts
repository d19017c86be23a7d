import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import type Stripe from "stripe";
import {
  aMomentMs,
  createAccount,
  expectAccessible,
  expectNoSidewaysScroll,
  openBilling,
  pick,
  sheetOf,
  signInAs,
} from "./support/acts";
import { newRep } from "./support/reps";
import { endTenants, newTenant, putCard, sandboxStripe, type TestTenant } from "./support/tenant";

test.afterAll(endTenants);

async function customerAtStripe(extra: Stripe.CustomerCreateParams = {}) {
  const email = `pay-${randomUUID().slice(0, 8)}@harbour.example`;
  return sandboxStripe().customers.create({ name: "Harbour Trading", email, ...extra });
}

const openInConsole = (page: Page, tenant: TestTenant, side = "") =>
  page.goto(`/console/tenants/${tenant.slug}${side}`);
const accountCard = (page: Page) => page.getByRole("region", { name: "Payment account" });

async function link(page: Page, typed: string) {
  await page.getByRole("button", { name: "Link an existing customer" }).click();
  await sheetOf(page).getByLabel("Customer id or email address").fill(typed);
  await sheetOf(page).getByRole("button", { name: "Look up" }).click();
}

/** The invoice is listed as paid as soon as its webhooks have come; for a moment it may be open. */
async function expectListed(page: Page, open: () => Promise<unknown>): Promise<void> {
  await expect(async () => {
    await open();
    await expect(page.getByRole("row", { name: /(Paid|支払い済み).*¥12,000/ }).first()).toBeVisible({
      timeout: aMomentMs,
    });
  }).toPass();
}

/** A paid invoice made by hand in Stripe's dashboard. */
async function paidByHand(customer: string): Promise<string> {
  const stripe = sandboxStripe();
  const draft = await stripe.invoices.create({ customer, currency: "jpy" });
  await stripe.invoices.addLines(draft.id, { lines: [{ amount: 12000, description: "Training" }] });
  await stripe.invoices.finalizeInvoice(draft.id);
  return (await stripe.invoices.pay(draft.id)).id;
}

test("a rep finds a customer by email address, sees whom, links and unlinks", async ({ page }) => {
  const [tenant, made] = [await newTenant(), await customerAtStripe()];
  await signInAs(page, await newRep());
  await openInConsole(page, tenant);
  await link(page, made.email ?? "");
  await expect(sheetOf(page).getByText("One customer has this address")).toBeVisible();
  await sheetOf(page)
    .getByRole("button", { name: `Choose ${made.id}` })
    .click();
  const preview = sheetOf(page).getByRole("region", { name: "The customer to be linked" });
  await expect(preview).toContainText("Harbour Trading");
  await expect(preview).toContainText(made.email ?? "");
  await expectAccessible(page);
  await sheetOf(page).getByRole("button", { name: "Link Harbour Trading" }).click();
  await expect(accountCard(page)).toContainText(made.id);
  await expect(accountCard(page).getByRole("link", { name: /Open in Stripe/ })).toHaveAttribute(
    "href",
    new RegExp(`/customers/${made.id}$`),
  );
  await expectAccessible(page);

  const other = await newTenant();
  await openInConsole(page, other);
  await link(page, made.id);
  await expect(sheetOf(page).getByText(`already linked to ${tenant.name}`)).toBeVisible();
  await expect(sheetOf(page).getByLabel("Customer id or email address")).toHaveValue(made.id);

  await openInConsole(page, tenant);
  await accountCard(page).getByRole("button", { name: "Unlink" }).click();
  await sheetOf(page).getByRole("button", { name: "Unlink" }).click();
  await expect(accountCard(page).getByRole("button", { name: "Link an existing customer" })).toBeVisible();
});

test("what cannot be linked says why, and nothing typed is lost", async ({ page }) => {
  const tenant = await newTenant();
  const deleted = await customerAtStripe();
  await sandboxStripe().customers.del(deleted.id);
  await signInAs(page, await newRep());
  await openInConsole(page, tenant);
  await page.getByRole("button", { name: "Link an existing customer" }).click();
  const field = sheetOf(page).getByLabel("Customer id or email address");
  for (const [typed, reason] of [
    ["customer 12", "A Stripe customer id begins with cus_"],
    ["cus_doesnotexist1", "Stripe has no customer with this id"],
    ["cus_live12345678", "Stripe’s other mode"],
    [deleted.id, "deleted at Stripe"],
    ["not@an address", "not an email address"],
  ] as const) {
    await field.fill(typed);
    await sheetOf(page).getByRole("button", { name: "Look up" }).click();
    await expect(sheetOf(page).getByText(reason)).toBeVisible();
    await expect(field).toHaveValue(typed);
  }
  await expect(sheetOf(page).getByRole("button", { name: /^Link / })).toHaveCount(0);
  await field.fill(`nobody-${randomUUID()}@harbour.example`);
  await sheetOf(page).getByRole("button", { name: "Look up" }).click();
  await expect(sheetOf(page).getByText(/^No customer has the address/)).toBeVisible();
  await expectAccessible(page);
});

test("another rep sees the account and can touch nothing", async ({ page }) => {
  const tenant = await newTenant();
  const own = await newRep({ tenant });
  await signInAs(page, await newRep());
  await openInConsole(page, tenant);
  await expect(accountCard(page)).toContainText(
    "The tenant’s own sales rep and the SaaS admins can change this.",
  );
  await expect(accountCard(page).getByRole("button")).toHaveCount(0);
  await signInAs(page, own);
  await openInConsole(page, tenant);
  await expect(accountCard(page).getByRole("button", { name: "Link an existing customer" })).toBeVisible();
});

test("unlinking is refused while a subscription runs", async ({ page }) => {
  const tenant = await newTenant();
  const made = await customerAtStripe();
  await putCard(made.id, "pm_card_visa");
  await signInAs(page, await newRep());
  await openInConsole(page, tenant);
  await link(page, made.id);
  await sheetOf(page).getByRole("button", { name: "Link Harbour Trading" }).click();
  await expect(accountCard(page)).toContainText(made.id);
  const stripe = sandboxStripe();
  const product = await stripe.products.create({ name: "By hand" });
  const recurring = { interval: "month" } as const;
  const price_data = { currency: "jpy", product: product.id, unit_amount: 100, recurring };
  await stripe.subscriptions.create({ customer: made.id, items: [{ price_data }] });
  await accountCard(page).getByRole("button", { name: "Unlink" }).click();
  await sheetOf(page).getByRole("button", { name: "Unlink" }).click();
  await expect(sheetOf(page).getByText(/A subscription runs with this payment account/)).toBeVisible();
});

test("the portal's mail leads through signing in to Stripe's page", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, await newRep());
  await openInConsole(page, tenant);
  await page.getByRole("button", { name: "Create a new customer" }).click();
  await sheetOf(page).getByRole("button", { name: "Create payment account" }).click();
  await expect(accountCard(page).getByText(/^cus_/)).toBeVisible();
  await accountCard(page).getByRole("button", { name: "Email the portal link" }).click();
  await expect(sheetOf(page)).toContainText(tenant.payer.email);
  await sheetOf(page).getByRole("button", { name: "Send the mail" }).click();
  await expect(page.getByText(`A mail is on its way to ${tenant.payer.email}.`)).toBeVisible();
  await page.context().clearCookies();
  const address = `/t/${tenant.slug}/billing/portal`;
  await expect(async () => {
    await page.goto("/demo/mailbox");
    const mail = page.locator("article, li", { hasText: tenant.payer.email }).first();
    await expect(mail.getByRole("link", { name: new RegExp(address) })).toBeVisible({ timeout: aMomentMs });
  }).toPass();
  await page.goto(address);
  await expect(page).toHaveURL(/\/sign-in/);
  await signInAs(page, tenant.payer);
  await page.goto(address);
  await expect(page.getByRole("link", { name: /Return to Choba/ })).toBeVisible();
});

test("a refund in Stripe's dashboard shows in the timeline, and the invoices lead there", async ({
  page,
}) => {
  const tenant = await newTenant();
  const made = await customerAtStripe();
  await putCard(made.id, "pm_card_visa");
  await signInAs(page, await newRep());
  await openInConsole(page, tenant);
  await link(page, made.id);
  await sheetOf(page).getByRole("button", { name: "Link Harbour Trading" }).click();
  await expect(accountCard(page)).toContainText(made.id);
  await paidByHand(made.id);
  await expectListed(page, () => openInConsole(page, tenant, "/invoices"));
  await expect(page.getByRole("region", { name: "Done in Stripe" })).toContainText("Coupon");
  await expectAccessible(page);
  const there = await page.getByRole("link", { name: /newest paid invoice/ }).getAttribute("href");
  await page.goto(there ?? "");
  await page.getByLabel("Amount in the smallest unit").first().fill("5000");
  await page.getByRole("button", { name: "Refund" }).click();
  await expect(page.getByRole("heading", { name: "Refunds" })).toBeVisible();
  await expect(async () => {
    await openInConsole(page, tenant, "/activity");
    await expect(page.getByText("Refunded at Stripe")).toBeVisible({ timeout: aMomentMs });
  }).toPass();
  await expect(page.getByText("¥5,000")).toBeVisible();
  await page.getByRole("combobox", { name: "What it is about" }).click();
  await pick(page.getByRole("option", { name: "Changes in Stripe" }));
  await expect(page).toHaveURL(/kind=stripe/);
  await expect(page.getByText("Linked the payment account")).toHaveCount(0);
  await expect(page.getByText("Refunded at Stripe")).toBeVisible();
  await expectAccessible(page);
});

test("staff's notes are written, pinned and never shown to the tenant", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, await newRep());
  await openInConsole(page, tenant, "/notes");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await page.getByLabel("New note").fill("Renews in March.\nAsk for Ms Tanaka.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Ask for Ms Tanaka.")).toBeVisible();
  await expect(page.getByLabel("New note")).toHaveValue("");
  await page.getByRole("button", { name: "Pin" }).click();
  await expect(page.getByText("Pinned")).toBeVisible();
  await expectAccessible(page);
  await signInAs(page, tenant.owner);
  await page.goto(`/t/${tenant.slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/note|Tanaka/i)).toHaveCount(0);
  expect((await page.goto(`/console/tenants/${tenant.slug}/notes`))?.status()).toBe(404);
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });
  test("the desk links a customer and sees the invoices", async ({ page }) => {
    const tenant = await newTenant("ja");
    const made = await customerAtStripe({ name: "港湾商事" });
    await putCard(made.id, "pm_card_visa");
    await signInAs(page, await newRep({ locale: "ja" }));
    await openInConsole(page, tenant);
    await page.getByRole("button", { name: "既存の顧客を紐付ける" }).click();
    await sheetOf(page).getByLabel("顧客IDまたはメールアドレス").fill(made.id);
    await sheetOf(page).getByRole("button", { name: "検索" }).click();
    await sheetOf(page).getByRole("button", { name: "港湾商事を紐付ける" }).click();
    await expect(page.getByRole("region", { name: "支払アカウント" })).toContainText(made.id);
    await paidByHand(made.id);
    await expectListed(page, () => openInConsole(page, tenant, "/invoices"));
    await expect(page.getByRole("region", { name: "Stripeで行う操作" })).toContainText("銀行振込の請求書");
    await expectAccessible(page);
    await page
      .getByRole("row", { name: /¥12,000/ })
      .first()
      .getByRole("link")
      .first()
      .click();
    await expect(page.getByRole("region", { name: "請求の内容" })).toContainText("Training");
    await expect(page.getByRole("region", { name: "書類" })).toBeVisible();
    await expectAccessible(page);
  });
});

test("the tenant's own invoices on a phone @phone", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await page.goto(`/t/${tenant.slug}/invoices`);
  await expect(page.getByText("No invoices yet")).toBeVisible();
  await openBilling(page, tenant);
  const customer = await createAccount(page);
  await putCard(customer, "pm_card_visa");
  const invoice = await paidByHand(customer);
  await expectListed(page, () => page.goto(`/t/${tenant.slug}/invoices`));
  await expect(page.getByRole("link", { name: /^View/ })).toHaveAttribute(
    "href",
    `/t/${tenant.slug}/invoices/${invoice}/pay`,
  );
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  // The list and the invoice stay when the customer is gone at Stripe.
  await sandboxStripe().customers.del(customer);
  await page.reload();
  await page
    .getByRole("row", { name: /¥12,000/ })
    .first()
    .getByRole("link")
    .first()
    .click();
  const lines = page.getByRole("region", { name: "What it bills" });
  await expect(lines.getByRole("row", { name: /Training/ })).toContainText("¥12,000");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
