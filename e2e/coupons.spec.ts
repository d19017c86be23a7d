import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import type { Locale } from "@/lib/i18n/locales";
import {
  createAccount,
  enterCard,
  expectAccessible,
  expectNoSidewaysScroll,
  licenseCard,
  openBilling,
  sheetOf,
  signInReading,
  visa,
} from "./support/acts";
import { endTenants, newTenant } from "./support/tenant";

// An administrator of the SaaS makes a coupon, and a tenant buys with it, in both languages.
const admin = { email: "admin@choba.example" };
test.afterAll(endTenants);

const words = {
  en: {
    new: "New coupon",
    create: "Create the coupon",
    code: "Code",
    nameEn: "Name (English)",
    nameJa: "Name (Japanese)",
    percent: "Percent",
    months: /^Months/,
    purchase: "Purchase license",
    buy: "Purchase Starter",
    coupon: /^Coupon code/,
    apply: "Apply",
    unknown: "There is no coupon with this code.",
    applied: "“Welcome” is applied.",
    toStripe: /^Continue to Stripe to enter a card/,
    holds: "Welcome: 10% off",
    uses: (code: string) => `Who used it: ${code}`,
  },
  ja: {
    new: "クーポンを作成",
    create: "クーポンを作成する",
    code: "コード",
    nameEn: "名前（英語）",
    nameJa: "名前（日本語）",
    percent: "割引率",
    months: /^適用月数/,
    purchase: "ライセンスを購入",
    buy: "Starterを購入",
    coupon: /^クーポンコード/,
    apply: "適用",
    unknown: "このコードのクーポンはありません。",
    applied: "「ようこそ割引」を適用しました。",
    toStripe: /^Stripeの画面でカードを入力する/,
    holds: "ようこそ割引：10%割引",
    uses: (code: string) => `${code}を利用したテナント`,
  },
} as const;

for (const locale of ["en", "ja"] as const satisfies Locale[])
  test(`a coupon is made, redeemed and shown (${locale})`, async ({ page }) => {
    const word = words[locale];
    const code = `WELCOME-${randomUUID().slice(0, 8).toUpperCase()}`;
    await signInReading(page, locale, admin);
    await page.goto("/console/catalog/coupons");
    await page.getByRole("button", { name: word.new, exact: true }).click();
    const made = sheetOf(page);
    await made.getByLabel(word.code, { exact: true }).fill(code.toLowerCase());
    await made.getByLabel(word.nameEn).fill("Welcome");
    await made.getByLabel(word.nameJa).fill("ようこそ割引");
    await made.getByRole("textbox", { name: word.percent }).fill("10");
    await made.getByLabel(word.months).fill("3");
    await expectAccessible(page);
    await made.getByRole("button", { name: word.create }).click();
    await expect(made).toBeHidden();
    await expect(page.getByText(code).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    const tenant = await newTenant(locale);
    await signInReading(page, locale, tenant.owner);
    await openBilling(page, tenant);
    await createAccount(page);
    await page.getByRole("link", { name: word.purchase }).click();
    await page.getByRole("button", { name: word.buy, exact: true }).click();
    const sheet = sheetOf(page);
    const field = sheet.getByLabel(word.coupon);
    const before = await sheet.getByRole("button", { name: word.toStripe }).textContent();

    await field.fill("NOT-A-COUPON");
    await sheet.getByRole("button", { name: word.apply, exact: true }).click();
    await expect(sheet.getByText(word.unknown)).toBeVisible();
    await expect(field).toHaveValue("NOT-A-COUPON");
    await expect(sheet.getByRole("button", { name: word.toStripe })).toBeDisabled();
    await expectAccessible(page);

    await field.fill(code.toLowerCase());
    await field.press("Enter");
    await expect(sheet.getByText(word.applied)).toBeVisible();
    await expect(sheet.getByRole("button", { name: word.toStripe })).not.toHaveText(before ?? "");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: word.toStripe }).click();
    await page.waitForURL(/\/checkout\/cs_/);
    await enterCard(page, visa);
    await page.waitForURL(/\/billing/);
    await expect(licenseCard(page)).toContainText(word.holds);

    await signInReading(page, locale, admin);
    await page.goto("/console/catalog/coupons");
    await page.getByRole("button", { name: word.uses(code) }).click();
    await expect(sheetOf(page).getByRole("link", { name: tenant.name })).toBeVisible();
    await expectAccessible(page);
  });
