import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, signInAs } from "./support/acts";
import { endTenants, newTenant } from "./support/tenant";

test.afterAll(endTenants);

const cardOf = (page: Page, plan: string) => page.getByRole("region", { name: plan, exact: true });
const answer = (page: Page) =>
  page.getByRole("status").filter({ hasText: /that fits|条件に合う|合うプラン/ });

/** Types an exact number and leaves the field. */
async function enter(page: Page, label: string, amount: string): Promise<void> {
  const field = page.getByRole("textbox", { name: label });
  await field.fill(amount);
  await field.press("Tab");
}

test("a member slides the usage, and another plan becomes the cheapest", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.member);
  await page.goto(`/t/${tenant.slug}`);
  await page.getByRole("link", { name: "Prices" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Prices" })).toBeVisible();
  await expect(answer(page)).toHaveText("Cheapest that fits: Free, ¥0 a month.");
  await expect(cardOf(page, "Free")).toContainText("Your plan");
  await expect(cardOf(page, "Starter")).toContainText("¥5,000/month includes 1,000 users; more: ¥10 each");
  await expectAccessible(page);

  // 100 users can be registered on Free, so 101 active ones do not fit.
  await enter(page, "Monthly active users", "101");
  await expect(answer(page)).toHaveText("Cheapest that fits: Starter, ¥5,000 a month.");
  await expect(cardOf(page, "Free")).toContainText("100 users can be registered at most.");

  const slider = page.getByRole("slider", { name: /Monthly active users/ });
  await slider.focus();
  await page.keyboard.press("End");
  await expect(answer(page)).toContainText("Cheapest that fits: Enterprise");
  await expect(page).toHaveURL(/use\.mau=300000/);

  await enter(page, "Monthly active users", "6K");
  await expect(answer(page)).toHaveText("Cheapest that fits: Business, ¥18,000 a month.");
  await expect(page.getByRole("region", { name: "How Business is calculated" })).toContainText(
    "1,000 users × ¥6",
  );
  // A member can look, and not choose.
  await expect(page.getByRole("link", { name: "Choose this plan" })).toHaveCount(0);
  await expect(page).toHaveURL(/use\.mau=6000/);
  await page.reload();
  await expect(answer(page)).toHaveText("Cheapest that fits: Business, ¥18,000 a month.");
});

test("who pays goes from a price to the choice of a plan", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.payer);
  await page.goto(`/t/${tenant.slug}/prices?use.mau=6000`);
  await cardOf(page, "Business").getByRole("link", { name: "Choose this plan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a plan" })).toBeVisible();
});

test("a sales rep's link opens the same figures, discount included, for somebody in a tenant", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(page, { email: "sales@choba.example" });
  await page.goto("/console/prices?currency=JPY");
  await expect(page.getByRole("heading", { level: 1, name: "Prices" })).toBeVisible();
  await enter(page, "Monthly active users", "6,000");
  await page.getByRole("radio", { name: "Percent" }).click();
  await enter(page, "Percent off", "10");
  const calculation = page.getByRole("region", { name: "How Business is calculated" });
  await expect(calculation).toContainText("Discount (10%)");
  await expect(calculation).toContainText("-¥1,800");
  await expect(calculation).toContainText("¥16,200");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("The link has been copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  // Signed out, the link leads to the sign-in page; signed in, on to the reader's own tenant.
  const tenant = await newTenant();
  await context.clearCookies();
  await page.goto(link);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await signInAs(page, tenant.member);
  await page.goto(link);
  await expect(page).toHaveURL(new RegExp(`/t/${tenant.slug}/prices`));
  await expect(answer(page)).toHaveText("Cheapest that fits: Business, ¥16,200 a month.");
  await expect(calculation).toContainText("-¥1,800");
  await expect(page.getByRole("region", { name: "Discount and tax" })).toContainText("10% off");
  await expect(page.getByRole("radio", { name: "Percent" })).toHaveCount(0);
});

test("a broken link opens as a price page", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.member);
  await page.goto(`/t/${tenant.slug}/prices?pay=never&use.mau=-5&seats=x&off=900%25&tax=,,&plan=%3Cb%3E`);
  await expect(answer(page)).toHaveText("Cheapest that fits: Free, ¥0 a month.");
});

test.describe("日本語", () => {
  test.use({ locale: "ja-JP" });

  test("利用量を変えると、最も安いプランが変わる @phone", async ({ page }) => {
    const tenant = await newTenant("ja");
    await signInAs(page, tenant.member);
    await page.goto(`/t/${tenant.slug}/prices`);
    await expect(page.getByRole("heading", { level: 1, name: "料金" })).toBeVisible();
    await enter(page, "月間アクティブユーザー", "5万");
    await expect(answer(page)).toHaveText("条件に合う最も安いプランはEnterpriseで、月¥108,000です。");
    await expect(cardOf(page, "Enterprise")).toContainText("月額¥48,000に30,000ユーザーが含まれます。");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
