import { expect, type Page, test } from "@playwright/test";
import {
  aMomentMs,
  expectAccessible,
  expectNoSidewaysScroll,
  readIn,
  sheetOf,
  signInAs,
} from "./support/acts";

const admin = { email: "admin@choba.example" };
const payer = { email: "mio@hoshino.example" };

type Screen = {
  path: string;
  person: { email: string };
  /** What must be read there, in English. */
  says?: RegExp;
  /** Examined in English, in light, and on a phone too. */
  english?: boolean;
  /** Examined in English, in dark. */
  dark?: boolean;
  /** Examined in Japanese, in dark, and fits a window of 1280 px at 200 % zoom. */
  main?: boolean;
};

/** The demo's tenants in states that last, and what their payers must read there. */
const state = (slug: string, email: string, says: RegExp, more: Partial<Screen> = {}): Screen => ({
  path: `/t/${slug}/billing`,
  person: { email },
  says,
  english: true,
  ...more,
});
const payersPage = (path: string, more: Partial<Screen>): Screen => ({ path, person: payer, ...more });
const staffPage = (path: string, more: Partial<Screen> = { main: true }): Screen => ({
  path,
  person: admin,
  ...more,
});

// Every screen is opened once in each language, and examined there in all the ways in which somebody may read it.
const screens: Record<string, Screen> = {
  "no payment account": state("kaede", "ren@kaede.example", /Create payment account/),
  "payment account created": state("sakura", "misaki@sakura.example", /Purchase license/),
  paid: state("hoshino", payer.email, /License update/, { main: true }),
  expired: state("fuji", "rin@fuji.example", /Purchase license/),
  "sales-led": state("ginza", "mei@ginza.example", /looked after by Ken Mori/),
  "a tenant's start": payersPage("/t/hoshino", { english: true, dark: true }),
  members: payersPage("/t/hoshino/members", { english: true, dark: true }),
  "the choice of a plan": payersPage("/t/hoshino/billing/plans", { english: true, dark: true }),
  usage: payersPage("/t/hoshino/usage", { main: true }),
  "what was promised and charged": payersPage("/t/hoshino/invoices", {
    says: /As promised/,
    english: true,
    dark: true,
  }),
  today: staffPage("/console", { english: true, dark: true, main: true }),
  tenants: staffPage("/console/tenants"),
  "a tenant": staffPage("/console/tenants/hoshino"),
  "a tenant's license": staffPage("/console/tenants/ginza/license"),
  invoices: staffPage("/console/invoices", { dark: true }),
  receivables: staffPage("/console/receivables", { dark: true }),
  messages: staffPage("/console/messages/sent", { english: true, dark: true }),
  differences: staffPage("/console/differences"),
  "what happened": staffPage("/console/usage/explain?tenant=nobody&event=1"),
  money: staffPage("/console/money"),
  catalog: staffPage("/console/catalog"),
};

async function open(page: Page, { path }: Screen): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
}

async function expectReadable(page: Page, { says, english, dark }: Screen): Promise<void> {
  if (says) await expect(page.getByText(says).first()).toBeVisible();
  if (english) await expectAccessible(page);
  if (dark) {
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
  }
  await expectNoSidewaysScroll(page);
}

for (const [name, screen] of Object.entries(screens)) {
  test(`${name}: read in each language, in light and dark, at 200 % zoom`, async ({ page }) => {
    await signInAs(page, screen.person);
    await open(page, screen);
    await expectReadable(page, screen);
    if (!screen.main) return;

    // 200 % zoom halves what a window of 1280 px holds.
    await page.setViewportSize({ width: 640, height: 400 });
    await expectNoSidewaysScroll(page);

    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    await readIn(page, "ja");
    await open(page, screen);
    await expect(page.locator("html")).toHaveAttribute("lang", "ja");
    await expectAccessible(page);
  });

  if (screen.english)
    test(`${name}: read on a phone @phone`, async ({ page }) => {
      await signInAs(page, screen.person);
      await open(page, screen);
      await expectReadable(page, screen);
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
