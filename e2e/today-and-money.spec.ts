import { expect, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { licenses, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { expectAccessible, signInAs } from "./support/acts";
import { assignRep } from "./support/reps";
import { endTenants, newTenant, type TestTenant } from "./support/tenant";

test.afterAll(endTenants);

/** A tenant whose card was declined, of a sales rep of the demo. */
async function unpaidTenant(repEmail: string): Promise<TestTenant> {
  const tenant = await newTenant();
  await assignRep(tenant, { email: repEmail });
  await acrossTenants(async (tx) => {
    const [row] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, tenant.slug));
    await tx
      .update(licenses)
      .set({ payment: "failed" })
      .where(eq(licenses.tenantId, row?.id ?? "ten_none"));
  });
  return tenant;
}

test("staff land on what needs them today, and each name leads to where it is done", async ({ page }) => {
  const { name } = await unpaidTenant("aya@choba.example");
  await signInAs(page, { email: "admin@choba.example" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  // To the admin it also says this month's money, and leads to the rest.
  const money = page.getByRole("region", { name: "Money this month" });
  await expect(money).toContainText(/MRR¥[\d,]+/);
  await expect(money.getByRole("link", { name: "All figures" })).toHaveAttribute("href", "/console/money");
  await expectAccessible(page);
  await page
    .getByRole("region", { name: /^Payment failed/ })
    .getByRole("link", { name })
    .click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("a sales rep sees their own tenants first, and all of them on demand", async ({ page }) => {
  const mine = await unpaidTenant("sales@choba.example");
  const others = await unpaidTenant("aya@choba.example");
  await signInAs(page, { email: "sales@choba.example" });
  await page.goto("/console");
  await expect(page.getByRole("link", { name: "My tenants" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("link", { name: mine.name })).toBeVisible();
  await expect(page.getByRole("link", { name: others.name })).toHaveCount(0);
  await page.getByRole("link", { name: "All tenants" }).click();
  await expect(page.getByRole("link", { name: others.name })).toBeVisible();
});

test("the admin reads what the licenses bring in, and takes it along as a file", async ({ page }) => {
  await signInAs(page, { email: "admin@choba.example" });
  await page.goto("/console/money");
  await expectAccessible(page);
  await expect(page.getByRole("link", { name: "JPY" })).toHaveAttribute("aria-current", "page");
  const plans = page.getByRole("table", { name: "By plan, now" });
  const total = await plans
    .getByRole("row", { name: /^Total/ })
    .getByRole("cell")
    .last()
    .textContent();
  const running = page.getByRole("table", { name: "By month", exact: true }).getByRole("row").nth(1);
  await expect(running).toContainText(total ?? "a total");
  const csv = await page.request.get("/console/money/csv");
  expect(csv.headers()["content-disposition"]).toMatch(/^attachment; filename="money-\d{4}-\d{2}\.csv"$/);
  expect(await csv.text()).toContain(`,JPY,Total,`);
});

test("all staff read money; in whose months it is reported is the admin's to say", async ({ page }) => {
  await signInAs(page, { email: "sales@choba.example" });
  await page.goto("/console/money");
  await expect(page.getByRole("table", { name: "Money by month" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Months of / })).toHaveCount(0);
  expect((await page.request.get("/console/money/flows.csv")).status()).toBe(200);
});

test.describe("日本語", () => {
  test.use({ locale: "ja-JP" });
  test("今日の対応と売上は日本語でも読める @phone", async ({ page }) => {
    await signInAs(page, { email: "admin@choba.example" });
    await page.goto("/console");
    await expect(page.getByRole("heading", { level: 1, name: "今日の対応" })).toBeVisible();
    await expectAccessible(page);
    await page.goto("/console/money");
    await expect(page.getByRole("heading", { level: 1, name: "売上" })).toBeVisible();
    await expectAccessible(page);
  });
});
