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

// From start to end in Japanese.
test.use({ locale: "ja-JP" });
test.afterAll(endTenants);

test("支払アカウントの作成から、購入、変更、予約、解約まで", async ({ page }) => {
  const tenant: TestTenant = await newTenant("ja");
  await signInAs(page, tenant.owner);
  await openBilling(page, tenant);
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

  await page.getByRole("link", { name: "ライセンスを更新" }).click();
  await page.getByRole("button", { name: "今すぐBusinessに変更" }).click();
  await sheetOf(page)
    .getByRole("button", { name: /を支払い、Businessに変更する$/ })
    .click();
  await expectLicense(page, "Business", "有効");

  await page.getByRole("link", { name: "ライセンスを更新" }).click();
  await page.getByRole("button", { name: "Starterを予約" }).click();
  await sheetOf(page)
    .getByRole("button", { name: /からのStarterを予約する$/ })
    .click();
  await expect(licenseCard(page)).toContainText("来月更新予定のライセンス");
  await moveClock(page, "期間の終わりへ");
  await expectLicense(page, "Starter", "有効");
  await expectAccessible(page);

  await page.getByRole("button", { name: "ライセンスを解約" }).click();
  await sheetOf(page).getByRole("button", { name: "自動更新を停止" }).click();
  await expectLicense(page, "Starter", "自動更新停止中");
  await moveClock(page, "期間の終わりへ");
  await expectLicense(page, "Free", "無料");
});
