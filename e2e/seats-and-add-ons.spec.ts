import { expect, type Locator, type Page, test } from "@playwright/test";
import {
  createAccount,
  expectAccessible,
  expectNoSidewaysScroll,
  licenseCard,
  openBilling,
  readIn,
  sheetOf,
  signInAs,
} from "./support/acts";
import { endTenants, newTenant, putCard, sandboxStripe, type TestTenant } from "./support/tenant";
import { words } from "./support/words";

/*
 * A license is bought with seats and add-ons, more of them are added, and fewer are reserved. Each amount that the sheet
 * shows is the one that is charged.
 */

for (const locale of ["en", "ja"] as const)
  test.describe
    .serial(locale, () => {
      const t = words(locale, "plans");
      const plan = "Business";
      let tenant: TestTenant;
      let customer: string;
      test.afterAll(endTenants);

      test("bought with 12 seats and two add-ons: the sheet's total is charged", async ({ page }) => {
        tenant = await newTenant();
        await signInAs(page, tenant.payer);
        await openBilling(page, tenant);
        customer = await createAccount(page);
        await putCard(customer, "pm_card_visa");
        await readIn(page, locale);
        await page.goto(`/t/${tenant.slug}/billing/plans`);
        await choose(page, t("buttons.purchase", { plan }));
        const sheet = sheetOf(page);
        await seatsIn(sheet).fill("12");
        await sheet.getByRole("switch").click();
        await sheet.getByLabel(locale === "ja" ? "テスト環境" : "Test environments").fill("3");
        // 7 seats beyond the 5 included, the switch, and 2 environments beyond the one included, next month in full:
        // 12,000 + 7 × 900 + 3,000 + 2 × 1,500 = 24,300.
        await expect(
          sheet
            .getByText("¥24,300", { exact: true })
            .or(sheet.getByText("￥24,300", { exact: true }))
            .first(),
        ).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        const due = await confirm(sheet);
        await expect(licenseCard(page)).toContainText(plan);
        await expect.poll(() => charged(customer)).toEqual([due]);
      });

      test("three more seats are charged now, for the days that are left", async ({ page }) => {
        await signInAs(page, tenant.payer);
        await readIn(page, locale);
        await page.goto(`/t/${tenant.slug}/billing/plans`);
        await choose(page, t("buttons.quantities"));
        const sheet = sheetOf(page);
        await expect(seatsIn(sheet)).toHaveValue("12");
        await seatsIn(sheet).fill("15");
        await expect(sheet.getByText(/10 × /).first()).toBeVisible();
        const due = await confirm(sheet);
        await expect.poll(async () => (await charged(customer)).at(-1)).toBe(due);
        expect(await charged(customer)).toHaveLength(2);
      });

      test("an add-on less waits for the next period, and is named there", async ({ page }) => {
        await signInAs(page, tenant.payer);
        await readIn(page, locale);
        await page.goto(`/t/${tenant.slug}/billing/plans`);
        await choose(page, t("buttons.quantities"));
        const sheet = sheetOf(page);
        await expect(sheet.getByRole("switch")).toBeChecked();
        await sheet.getByRole("switch").click();
        await expect(sheet.getByText(t("change.nothingNow"))).toBeVisible();
        await sheet
          .getByRole("button")
          .filter({ hasText: locale === "ja" ? "予約する" : /^Reserve / })
          .click();
        await expect(page).toHaveURL(/\/billing$/);
        await expect(page.locator("#reservation")).toBeVisible();
        expect(await charged(customer)).toHaveLength(2);
      });

      test("fewer seats than the plan includes are refused at the field, and nothing typed is lost", async ({
        page,
      }) => {
        const other = await newTenant();
        await signInAs(page, other.payer);
        await openBilling(page, other);
        await createAccount(page);
        await readIn(page, locale);
        await page.goto(`/t/${other.slug}/billing/plans`);
        await choose(page, t("buttons.purchase", { plan }));
        const sheet = sheetOf(page);
        await expect(seatsIn(sheet)).toHaveValue("5");
        await seatsIn(sheet).fill("2");
        await expect(sheet.getByRole("alert").first()).toBeVisible();
        await expect(seatsIn(sheet)).toHaveValue("2");
        await expect(seatsIn(sheet)).toHaveAttribute("aria-invalid", "true");
        await expectAccessible(page);
      });

      const seatsIn = (sheet: Locator) =>
        sheet.getByLabel(locale === "ja" ? "チームのシート" : "Seats for your team");
    });

async function choose(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(sheetOf(page).getByRole("table").first()).toBeVisible();
}

/** Presses the button that names the amount, and gives the amount that it named, in yen. */
async function confirm(sheet: Locator): Promise<number> {
  const button = sheet.getByRole("button").filter({ hasText: /[¥￥][\d,]+/ });
  await expect(button).toBeEnabled();
  const text = (await button.textContent()) ?? "";
  await button.click();
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
