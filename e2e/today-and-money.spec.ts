import { expect, test } from "@playwright/test";
import { expectAccessible, signInAs } from "./support/acts";

test("staff land on what needs them today, and each name leads to where it is done", async ({ page }) => {
  await signInAs(page, { email: "admin@choba.example" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await expectAccessible(page);
  const failed = page.getByRole("region", { name: /^Payment failed/ });
  await failed.getByRole("link", { name: "Yuki Travel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Yuki Travel" })).toBeVisible();
});

test("a sales rep sees their own tenants first, and all of them on demand", async ({ page }) => {
  await signInAs(page, { email: "sales@choba.example" });
  await page.goto("/console");
  await expect(page.getByRole("link", { name: "My tenants" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("link", { name: "Yuki Travel" })).toHaveCount(0);
  await page.getByRole("link", { name: "All tenants" }).click();
  await expect(page.getByRole("link", { name: "Yuki Travel" })).toBeVisible();
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

test("money is the admin's alone", async ({ page }) => {
  await signInAs(page, { email: "sales@choba.example" });
  await page.goto("/console/money");
  await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
  expect((await page.request.get("/console/money/csv")).status()).toBe(404);
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
