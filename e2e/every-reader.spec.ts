import { expect, type Page, test } from "@playwright/test";
import { aMomentMs, expectAccessible, expectNoSidewaysScroll, sheetOf, signInAs } from "./support/acts";

const admin = { email: "admin@choba.example" };
const payer = { email: "mio@hoshino.example" };

const mainPages = [
  { path: "/console", person: admin },
  { path: "/console/tenants", person: admin },
  { path: "/console/tenants/hoshino", person: admin },
  { path: "/console/tenants/ginza/license", person: admin },
  { path: "/console/money", person: admin },
  { path: "/console/catalog", person: admin },
  { path: "/t/hoshino/billing", person: payer },
  { path: "/t/hoshino/usage", person: payer },
];

const heading = (page: Page) => page.getByRole("heading", { level: 1 }).first();

for (const { path, person } of mainPages) {
  test.describe("日本語", () => {
    test.use({ locale: "ja-JP", colorScheme: "dark" });

    test(`${path} は日本語・ダークでも axe の指摘がない`, async ({ page }) => {
      await signInAs(page, person);
      await page.goto(path);
      await expect(heading(page)).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", "ja");
      await expectAccessible(page);
    });
  });

  // 200 % zoom halves what a window of 1280 px holds.
  test.describe("at 200 % zoom", () => {
    test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

    test(`${path} needs no sideways scrolling`, async ({ page }) => {
      await signInAs(page, person);
      await page.goto(path);
      await expect(heading(page)).toBeVisible();
      await expectNoSidewaysScroll(page);
    });
  });
}

test("a list is walked with j and k, and enter opens the row", async ({ page }) => {
  await signInAs(page, admin);
  await page.goto("/console/tenants");
  const links = page.locator("[data-row-link]");
  await expect(links.nth(1)).toBeVisible();
  const second = (await links.nth(1).textContent()) ?? "";
  // The page listens once its script runs.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(links.first()).toBeFocused({ timeout: aMomentMs });
  }).toPass();
  for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: second })).toBeVisible();
});

test("⌘K opens a place by its name, and escape gives the focus back", async ({ page }) => {
  await signInAs(page, admin);
  await page.goto("/console");
  const search = page.getByRole("button", { name: /Search/ }).first();
  await search.focus();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(sheetOf(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheetOf(page)).toHaveCount(0);
  await expect(search).toBeFocused();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("Money");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Money" })).toBeVisible();
});

for (const { path, button } of [
  { path: "/console/tenants", button: "Create tenant" },
  { path: "/console/tenants/shirakawa/license", button: "Set license" },
  { path: "/console/tenants/ginza/billing", button: "Edit" },
])
  test(`${button}: the sheet takes the focus, and gives it back when it closes`, async ({ page }) => {
    await signInAs(page, admin);
    await page.goto(path);
    const opener = page.getByRole("button", { name: button, exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(sheetOf(page)).toBeVisible();
    await expect(sheetOf(page).locator(":focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(sheetOf(page)).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
