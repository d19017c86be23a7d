import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs } from "./support/acts";

const admin = { email: "admin@choba.example" };
const support = { email: "support@choba.example" };

test.describe("who sells", () => {
  test("an administrator corrects it, and sees whether Stripe has the same number; support looks on @phone", async ({
    page,
  }) => {
    await signInAs(page, admin);
    await page.goto("/console/settings/seller");
    await expect(page.getByRole("heading", { level: 1, name: "Seller" })).toBeVisible();
    await page.getByRole("button", { name: "Change" }).click();
    const sheet = sheetOf(page);
    await sheet.getByLabel("Registration number").fill("T7000012050003");
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet.getByText("The check digit does not fit")).toBeVisible();
    await sheet.getByLabel("Registration number").fill("T7000012050002");
    const phone = `03-${randomUUID().replace(/\D/g, "").padEnd(8, "0").slice(0, 8)}`;
    await sheet.getByLabel("Telephone").fill(phone);
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(phone)).toBeVisible();
    const enter = page.getByRole("button", { name: "Enter it at Stripe" });
    const agrees = page.getByText("Stripe has the same registration number.");
    await expect(enter.or(agrees)).toBeVisible();
    if (await enter.isVisible()) await enter.click();
    await expect(agrees).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await signInAs(page, support);
    await page.goto("/console/settings/seller");
    await expect(page.getByText(phone)).toBeVisible();
    await expect(page.getByRole("button", { name: "Change" })).toHaveCount(0);
  });
});

test.describe("販売者と証憑書類", () => {
  test.use({ locale: "ja-JP" });

  test("書類を条件で探す @phone", async ({ page }) => {
    await signInAs(page, admin);
    await page.goto("/console/settings/seller");
    await expect(page.getByRole("heading", { level: 1, name: "販売者" })).toBeVisible();
    await expectAccessible(page);
    await page.goto("/console/documents");
    await expect(page.getByRole("heading", { level: 1, name: "証憑書類" })).toBeVisible();
    await page.getByLabel("開始日").fill("2000-01-01");
    await page.getByLabel("終了日").fill("2000-01-02");
    await page.getByLabel("金額（下限）").fill("1");
    await page.getByRole("button", { name: "検索", exact: true }).click();
    await expect(page).toHaveURL(/from=2000-01-01&to=2000-01-02&least=1/);
    await expect(page.getByText("書類はありません")).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
