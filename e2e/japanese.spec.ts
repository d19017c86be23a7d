import { expect, test } from "@playwright/test";
import {
  createAccount,
  enterCard,
  expectAccessible,
  expectLicense,
  licenseCard,
  moveClock,
  openBilling,
  sheetOf,
  signInAs,
  visa,
} from "./support/acts";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";

// From start to end in Japanese, each act where the one before has left off.
test.describe.configure({ mode: "serial" });
test.use({ locale: "ja-JP" });
test.afterAll(endTenants);

let tenant: TestTenant;
test.beforeAll(async () => {
  tenant = await newTenant("ja");
});
test.beforeEach(async ({ page }) => {
  await signInAs(page, tenant.owner);
  await openBilling(page, tenant);
});

test("支払アカウントを作成し、ライセンスを購入する", async ({ page }) => {
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expectAccessible(page);

  await createAccount(page);

  await page.getByRole("link", { name: "ライセンスを購入" }).click();
  await page.getByRole("button", { name: "Starterを購入" }).click();
  await sheetOf(page)
    .getByRole("button", { name: /^Stripeの画面でカードを入力する/ })
    .click();
  await page.waitForURL(/\/checkout\/cs_/);
  await enterCard(page, visa);
  await page.waitForURL(/\/billing/);
  await expectLicense(page, "Starter", "有効");
});

test("上位のプランに、すぐに変更する", async ({ page }) => {
  await page.getByRole("link", { name: "ライセンスを更新" }).click();
  await page.getByRole("button", { name: "今すぐBusinessに変更" }).click();
  await sheetOf(page)
    .getByRole("button", { name: /を支払い、Businessに変更する$/ })
    .click();
  await expectLicense(page, "Business", "有効");
});

test("下位のプランを予約し、期間の終わりに適用される", async ({ page }) => {
  await page.getByRole("link", { name: "ライセンスを更新" }).click();
  await page.getByRole("button", { name: "Starterを予約" }).click();
  await sheetOf(page)
    .getByRole("button", { name: /からのStarterを予約する$/ })
    .click();
  await expect(licenseCard(page)).toContainText("来月更新予定のライセンス");
  await moveClock(page, "期間の終わりへ");
  await expectLicense(page, "Starter", "有効");
  await expectAccessible(page);
});

test("解約し、期間の終わりに無料に戻る", async ({ page }) => {
  await page.getByRole("button", { name: "ライセンスを解約" }).click();
  await sheetOf(page).getByRole("button", { name: "自動更新を停止" }).click();
  await expectLicense(page, "Starter", "終了予定");
  await moveClock(page, "期間の終わりへ");
  await expectLicense(page, "Free", "無料");
});
