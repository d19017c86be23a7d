import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, signInAs } from "./support/acts";

const admin = { email: "admin@choba.example" };

test("@phone every mail is looked at as people get it, in both languages", async ({ page }) => {
  await signInAs(page, admin);
  await page.goto("/console/settings/mails");
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading", { name: "Thank you for your payment of ¥13,200" })).toBeVisible();
  await expect(mail.getByText("KAEDE-0004")).toBeVisible();
  await page.getByRole("link", { name: "Payment failed" }).click();
  // The address of the other language is that of the mail shown: it is there once this one is.
  await expect(mail.getByRole("link", { name: "Pay the invoice" })).toBeVisible();
  await page.getByRole("link", { name: "日本語" }).click();
  await expect(mail.getByText("残高または利用可能額が不足しています")).toBeVisible();
  await expect(mail.getByRole("link", { name: "請求書を支払う" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
