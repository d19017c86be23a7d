import { expect, test } from "@playwright/test";
import type Stripe from "stripe";
import {
  createAccount,
  expectAccessible,
  licenseCard,
  openBilling,
  readIn,
  sheetOf,
  signInAs,
  signInReading,
} from "./support/acts";
import { endTenants, newTenant, putCard, sandboxStripe, sandboxUrl } from "./support/tenant";
import { words } from "./support/words";

test.afterAll(endTenants);

/* What somebody puts on a subscription in Stripe's dashboard: the tenant sees it as money, and staff decide about it. */
test("an item added in Stripe is shown to tenant and staff in both languages, and staff put it right", async ({
  page,
}) => {
  const stripe = sandboxStripe();
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await readIn(page, "en");
  await openBilling(page, tenant);
  const customer = await createAccount(page);
  await putCard(customer, "pm_card_visa");
  const state = () => page.request.get(`/t/${tenant.slug}/billing/state`).then((answer) => answer.text());
  await expect.poll(state).toContain('"hasPaymentMethod":true');
  await page.goto(`/t/${tenant.slug}/billing/plans`);
  const buy = words("en", "plans")("buttons.purchase", { plan: "Starter" });
  await page.getByRole("button", { name: buy, exact: true }).click();
  const pay = sheetOf(page)
    .getByRole("button")
    .filter({ hasText: /[¥￥][\d,]+/ });
  await expect(pay).toBeEnabled();
  await pay.click();
  await expect(sheetOf(page)).toBeHidden();
  await openBilling(page, tenant);
  await expect(licenseCard(page)).toContainText("Starter");
  const own = async (): Promise<Stripe.Subscription | undefined> =>
    (await stripe.subscriptions.list({ customer })).data[0];
  await expect.poll(async () => (await own())?.items.data.length).toBe(1);
  await page.goto(`${sandboxUrl()}/dashboard/subscriptions/${(await own())?.id}?lang=en`);
  const add = page.getByRole("button", { name: "Add item" });
  const form = page.locator("form").filter({ has: add });
  await form.getByLabel("Product name").fill("Support pack");
  await form.getByLabel("Amount in the smallest unit").fill("3000");
  await form.getByLabel("Proration").selectOption("none");
  await add.click();
  await expect(page.getByRole("cell", { name: "Support pack" })).toBeVisible();
  await expectAccessible(page);

  await expect.poll(state).toContain("Support pack");
  for (const [locale, said] of [
    ["en", /Also: Support pack ¥3,\d{3}, added in Stripe/],
    ["ja", /ほかに：Support pack ?[¥￥]3,\d{3}（Stripeで追加）/],
  ] as const) {
    await readIn(page, locale);
    await openBilling(page, tenant);
    await expect(page.getByText(said)).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto(`/t/${tenant.slug}/invoices`);
  await expect(page.getByText("ほかに：Support pack（Stripeで追加）")).toBeVisible();

  for (const locale of ["ja", "en"] as const) {
    await signInReading(page, locale, { email: "admin@choba.example" });
    await page.goto(`/console/tenants/${tenant.slug}/billing`);
    const card = page.getByRole("region", { name: words(locale, "atStripe")("title") });
    await expect(card.getByText(/Support pack/)).toBeVisible();
    await expectAccessible(page);
    await page.goto("/console/reconciliation");
    await expect(page.getByRole("row").filter({ hasText: tenant.name })).toContainText("Support pack");
    await expectAccessible(page);
  }
  const row = page.getByRole("row").filter({ hasText: tenant.name });
  await row.getByRole("button", { name: "Remove the item at Stripe" }).click();
  await expect.poll(async () => (await own())?.items.data.length).toBe(1);
  await expect.poll(state).not.toContain("Support pack");
  await page.reload();
  await expect(row.filter({ hasText: "has it put right" })).toBeVisible();
});
