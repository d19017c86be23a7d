import { expect, type Locator, type Page, test } from "@playwright/test";
import {
  createAccount,
  expectAccessible,
  licenseCard,
  openBilling,
  readIn,
  sheetOf,
  signInAs,
} from "./support/acts";
import { endTenants, newTenant, putCard, sandboxStripe, type TestTenant } from "./support/tenant";
import { words } from "./support/words";

/*
 * What a payer meets on the way to a license, in both languages: a year instead of a month, a bank that asks, a card that
 * is declined, and the same button pressed again and again.
 */
test.afterAll(endTenants);

for (const locale of ["en", "ja"] as const)
  test.describe(locale, () => {
    const plans = words(locale, "plans");
    const billing = words(locale, "billing");
    const atStripe = {
      complete: /^(Complete authentication|認証を完了する)$/,
      fail: /^(Fail authentication|認証を失敗させる)$/,
    };

    test("switched to yearly: the amount of the sheet is charged, and the license renews in a year", async ({
      page,
    }) => {
      const { tenant, customer } = await arrive(page, "pm_card_visa");
      await choosePlan(page, tenant, plans("buttons.purchase", { plan: "Starter" }));
      const first = await pay(sheetOf(page));
      await expect.poll(() => charged(customer)).toEqual([first]);
      await page.goto(`/t/${tenant.slug}/billing/plans`);
      const yearly = plans("yearly");
      await page
        .getByRole("radio", { name: yearly })
        .or(page.getByRole("button", { name: yearly }))
        .first()
        .click();
      const plan = plans("withInterval", { plan: "Starter", interval: yearly });
      await page.getByRole("button", { name: plans("buttons.upgrade", { plan }), exact: true }).click();
      await expect(sheetOf(page).getByRole("table").first()).toBeVisible();
      await expectAccessible(page);
      const second = await pay(sheetOf(page));
      // The year costs ¥50,000; unused days of the month come off it.
      expect(second).toBeGreaterThanOrEqual(45_000);
      expect(second).toBeLessThan(50_000);
      await expect.poll(() => charged(customer)).toEqual([first, second]);
      await expect.poll(() => renewsEvery(customer)).toEqual(["year"]);
      await openBilling(page, tenant);
      await expect(licenseCard(page)).toContainText("Starter");
    });

    test("3-D Secure left, then failed: nothing is charged; completed: charged once", async ({ page }) => {
      const { tenant, customer } = await arrive(page, "pm_card_authenticationRequired");
      await choosePlan(page, tenant, plans("buttons.purchase", { plan: "Starter" }));
      const due = await pay(sheetOf(page));
      await openChallenge(page, tenant);
      // Left in the middle.
      await openBilling(page, tenant);
      await expect(licenseCard(page)).toContainText("Free");
      expect(await charged(customer)).toEqual([]);
      await openChallenge(page, tenant);
      await page.getByRole("button", { name: atStripe.fail }).click();
      await expect(page.getByRole("button", { name: atStripe.fail })).toBeHidden();
      await openBilling(page, tenant);
      await expect(licenseCard(page)).toContainText("Free");
      expect(await charged(customer)).toEqual([]);
      await openChallenge(page, tenant);
      await page.getByRole("button", { name: atStripe.complete }).click();
      await expect.poll(() => charged(customer)).toEqual([due]);
      await openBilling(page, tenant);
      await expect(licenseCard(page)).toContainText("Starter");
    });

    test("declined: it says so, nothing is charged, and the order can be discarded", async ({ page }) => {
      const { tenant, customer } = await arrive(page, "pm_card_chargeCustomerFail");
      await choosePlan(page, tenant, plans("buttons.purchase", { plan: "Starter" }));
      const due = await pay(sheetOf(page));
      await openBilling(page, tenant);
      const title = billing("notices.order_payment_failed.title", { plan: "Starter", amount: "¥" });
      const said = page.getByText(
        new RegExp(
          title.replaceAll(/[()（）]/g, "[()（）]").replace("¥", `[¥￥]${due.toLocaleString("en")}`),
        ),
      );
      await expect(said.first()).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: billing("acts.discard"), exact: true }).click();
      await sheetOf(page)
        .getByRole("button", { name: billing("discard.submit") })
        .click();
      await expect(said).toHaveCount(0);
      await expect(licenseCard(page)).toContainText("Free");
      expect(await charged(customer)).toEqual([]);
    });

    test("two tabs, and each pressed twice: one order, charged once", async ({ page, context }) => {
      const { tenant, customer } = await arrive(page, "pm_card_visa");
      const tabs = [page, await context.newPage()];
      for (const tab of tabs) await choosePlan(tab, tenant, plans("buttons.purchase", { plan: "Starter" }));
      await Promise.all(tabs.map((tab) => payButton(sheetOf(tab)).dblclick()));
      await openBilling(page, tenant);
      await expect(licenseCard(page)).toContainText("Starter");
      await expect.poll(() => renewsEvery(customer)).toEqual(["month"]);
      expect(await charged(customer)).toHaveLength(1);
      expect((await sandboxStripe().invoices.list({ customer })).data).toHaveLength(1);
    });

    async function arrive(page: Page, card: string): Promise<{ tenant: TestTenant; customer: string }> {
      const tenant = await newTenant(locale);
      await signInAs(page, tenant.payer);
      await readIn(page, locale);
      await openBilling(page, tenant);
      const customer = await createAccount(page);
      await putCard(customer, card);
      const state = () => page.request.get(`/t/${tenant.slug}/billing/state`).then((answer) => answer.text());
      await expect.poll(state).toContain('"hasPaymentMethod":true');
      return { tenant, customer };
    }

    /** From the dashboard to the bank's question. */
    async function openChallenge(page: Page, tenant: TestTenant): Promise<void> {
      await openBilling(page, tenant);
      await page
        .getByRole("link", { name: billing("acts.authenticate") })
        .or(page.getByRole("link", { name: billing("acts.payAtStripe") }))
        .first()
        .click();
      await page.waitForURL(/\/invoice\//);
      await page
        .getByRole("button", { name: /^(Pay|Authenticate)|支払う$|認証する$/ })
        .first()
        .click();
      await page.waitForURL(/\/challenge\//);
    }
  });

async function choosePlan(page: Page, tenant: TestTenant, button: string): Promise<void> {
  await page.goto(`/t/${tenant.slug}/billing/plans`);
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(sheetOf(page).getByRole("table").first()).toBeVisible();
  await expect(payButton(sheetOf(page))).toBeEnabled();
}

const payButton = (sheet: Locator) => sheet.getByRole("button").filter({ hasText: /[¥￥][\d,]+/ });

/** Presses the button that names the amount, and gives the amount that it named, in yen. */
async function pay(sheet: Locator): Promise<number> {
  const text = (await payButton(sheet).textContent()) ?? "";
  await payButton(sheet).click();
  await expect(sheet).toBeHidden();
  return Number(/[¥￥]([\d,]+)/.exec(text)?.[1]?.replaceAll(",", ""));
}

async function charged(customer: string): Promise<number[]> {
  const { data } = await sandboxStripe().charges.list({ customer });
  return data
    .filter(({ status }) => status === "succeeded")
    .map(({ amount }) => amount)
    .reverse();
}

async function renewsEvery(customer: string): Promise<(string | undefined)[]> {
  const { data } = await sandboxStripe().subscriptions.list({ customer });
  return data.map(({ items }) => items.data[0]?.price.recurring?.interval);
}
