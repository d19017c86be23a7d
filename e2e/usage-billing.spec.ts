import { expect, type Page, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { licenses, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs } from "./support/acts";
import { endTenants, newTenant } from "./support/tenant";
import { words } from "./support/words";

test.afterAll(endTenants);

const admin = { email: "admin@choba.example" };
const support = { email: "support@choba.example" };

test("the admin says when usage is billed and how long a month is corrected; others read it", async ({
  page,
}) => {
  await signInAs(page, support);
  await page.goto("/console/settings/billing");
  await expect(page.getByText("SaaS admins change it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change" })).toHaveCount(0);

  await signInAs(page, admin);
  await page.goto("/console/settings/billing");
  const card = page.getByRole("region", { name: "Late events and corrections" });
  await expect(card).toContainText("No: usage is billed when its month ends");
  await expect(card).toContainText("¥10,000");
  await card.getByRole("button", { name: "Change" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Wait for late events").fill("73");
  await sheet.getByLabel("At once from (USD)").fill("ten");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByLabel("Wait for late events")).toHaveAttribute("aria-invalid", "true");
  await expect(sheet.getByLabel("At once from (USD)")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await sheet.getByLabel("Wait for late events").fill("0");
  await sheet.getByLabel("At once from (USD)").fill("120");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(card).toContainText("$120.00");
});

/** A tenant of which a month's usage is due in a month. */
async function tenantWithInvoiceToCome(): Promise<string> {
  const { slug } = await newTenant();
  await acrossTenants(async (tx) => {
    const [row] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug));
    await tx
      .update(licenses)
      .set({ usageDueAt: new Date(Date.now() + 365 * 86_400_000) })
      .where(eq(licenses.tenantId, row?.id ?? "ten_none"));
  });
  return slug;
}

async function holdAndRelease(page: Page, slug: string, locale: "en" | "ja"): Promise<void> {
  const t = words(locale, "closes");
  await page.goto(`/console/tenants/${slug}/invoices`);
  await page.getByRole("button", { name: t("holdComing") }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel(t("why")).fill("a wrong price");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: t("holdSubmit") }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(/a wrong price/).first()).toBeVisible();
  await page.goto("/console/closes");
  await expect(page.getByRole("row").filter({ hasText: "a wrong price" }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.goto(`/console/tenants/${slug}/invoices`);
  await page.getByRole("button", { name: t("release") }).click();
  await expect(page.getByRole("button", { name: t("holdComing") })).toBeVisible();
}

test("coming invoices are held with a reason and released, and a month is exported to the books", async ({
  page,
}) => {
  await signInAs(page, admin);
  await holdAndRelease(page, await tenantWithInvoiceToCome(), "en");
  await page.goto("/console/invoices");
  const books = page.getByRole("region", { name: "Books" });
  await expect(books.getByRole("row")).toHaveCount(7);
  const file = page.waitForEvent("download");
  await books
    .getByRole("button", { name: /^Export/ })
    .last()
    .click();
  expect((await file).suggestedFilename()).toMatch(/^invoices-.*\.csv$/);
  await expect(books.getByText("Locked")).toBeVisible();
  await expectAccessible(page);
});

test.describe(() => {
  test.use({ locale: "ja-JP" });
  test("今後の請求書の保留と利用料金の請求の設定は日本語でも使える @phone", async ({ page }) => {
    await signInAs(page, admin);
    await holdAndRelease(page, await tenantWithInvoiceToCome(), "ja");
    await page.goto("/console/settings/billing");
    await expect(page.getByRole("heading", { level: 1, name: "利用料金の請求" })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
