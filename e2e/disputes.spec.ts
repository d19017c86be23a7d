import { expect, type Page, test } from "@playwright/test";
import { aMomentMs, createAccount, expectAccessible, openBilling, signInAs } from "./support/acts";
import { anotherBrowser } from "./support/mail";
import { endTenants, newTenant, putCard, sandboxStripe, sandboxUrl, type TestTenant } from "./support/tenant";

test.afterAll(endTenants);

/** The page until the words stand on it, or no more: Stripe's events come in their own time. */
async function reloadedUntil(page: Page, words: RegExp, seen: boolean): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(words)).toHaveCount(seen ? 1 : 0, { timeout: aMomentMs });
  }).toPass();
}

test.describe("a disputed payment", () => {
  test.describe.configure({ mode: "serial" });
  const admin = { email: "admin@choba.example" };
  let tenant: TestTenant;

  test("is told at the desk, with why and until when to answer", async ({ page, browser }) => {
    tenant = await newTenant();
    await signInAs(page, tenant.owner);
    await openBilling(page, tenant);
    const customer = await createAccount(page);
    await putCard(customer, "pm_card_visa");
    const { invoices } = sandboxStripe();
    const { id } = await invoices.create({ customer, currency: "jpy" });
    await invoices.addLines(id, { lines: [{ amount: 4800, description: "Training" }] });
    await invoices.pay(id);

    const bank = await anotherBrowser(browser);
    await bank.goto(`${sandboxUrl()}/dashboard/invoices/${id}`);
    await bank.getByLabel("Reason").selectOption("product_not_received");
    await bank.getByRole("button", { name: "Open dispute" }).click();
    await bank.context().close();

    await signInAs(page, admin);
    await page.goto(`/console/tenants/${tenant.slug}`);
    await reloadedUntil(page, /A payment of ¥4,800 is disputed: the service was not received/, true);
    await expect(page.getByText(/Answer at Stripe with evidence by/)).toBeVisible();
    await expectAccessible(page);
  });

  test("is among what needs the staff today, until the bank has decided", async ({ page, browser }) => {
    await signInAs(page, admin);
    await page.goto("/console");
    const card = page.getByRole("region", { name: /^Disputed payments/ });
    await expect(card.getByRole("listitem").filter({ hasText: tenant.name })).toContainText(
      "¥4,800, answer by",
    );
    await expectAccessible(page);
    const atStripe = card.getByRole("link", { name: `The dispute of ${tenant.name} at Stripe` });
    const bank = await anotherBrowser(browser);
    await bank.goto((await atStripe.getAttribute("href")) ?? "");
    await bank.getByRole("button", { name: "Close as won" }).click();
    await card.getByRole("link", { name: tenant.name, exact: true }).click();

    await expect(page).toHaveURL(/\/activity\?kind=stripe/);
    await reloadedUntil(page, /^The dispute is won$/, true);
    await bank.context().close();
  });

  test("stays in the history when it is over, and nowhere else", async ({ page }) => {
    await signInAs(page, admin);
    await page.goto(`/console/tenants/${tenant.slug}/activity?kind=stripe`);
    await expect(page.getByText("A payment is disputed")).toBeVisible();
    await expect(page.getByRole("link", { name: "At Stripe" })).toHaveCount(2);
    await expectAccessible(page);
    await page.goto(`/console/tenants/${tenant.slug}`);
    await reloadedUntil(page, /A payment of ¥4,800 is disputed/, false);
  });
});
