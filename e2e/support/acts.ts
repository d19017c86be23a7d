import AxeBuilder from "@axe-core/playwright";
import { type Cookie, expect, type Locator, type Page, test } from "@playwright/test";
import type { Locale } from "@/lib/i18n/locales";
import { localeCookie } from "@/lib/i18n/preference";
import { limitMs } from "../../server/bootstrap/machine.mjs";
import type { TestPerson, TestTenant } from "./tenant";

/** How long something may take that has happened already, before it is asked for anew. */
export const aMomentMs = limitMs(2_000);

export const visa = "4242424242424242";
export const cardWithChallenge = "4000002760003184";
export const declinedCard = "4000000000000002";

/** Whoever has signed in in this worker, with their session. A spec that ends it signs in as somebody else afterwards. */
const sessions = new Map<string, Cookie[]>();
const sessionCookie = /next-auth\.session-token/;

/** Signs in as a demo person without passing the sign-in page (which has specs of its own), once in each worker. */
export async function signInAs(page: Page, { email }: Pick<TestPerson, "email">): Promise<void> {
  const context = page.context();
  await context.clearCookies({ name: sessionCookie });
  const known = sessions.get(email);
  if (known) return context.addCookies(known);
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const answer = await page.request.post("/api/auth/callback/demo", {
    form: { csrfToken, email, json: "true" },
  });
  expect(answer.ok()).toBe(true);
  const session = (await context.cookies()).filter(({ name }) => sessionCookie.test(name));
  expect(session).not.toEqual([]);
  sessions.set(email, session);
}

/** Signs in as a demo person in a browser that remembers nothing but their language. */
export async function signInReading(
  page: Page,
  locale: Locale,
  person: Pick<TestPerson, "email">,
): Promise<void> {
  await page.context().clearCookies();
  await readIn(page, locale);
  await signInAs(page, person);
}

/** Chooses the language in which the next pages are read. */
export async function readIn(page: Page, locale: Locale): Promise<void> {
  const url = process.env.CHOBA_TEST_URL ?? "";
  await page.context().addCookies([{ name: localeCookie, value: locale, url }]);
}

export async function openBilling(page: Page, tenant: Pick<TestTenant, "slug">): Promise<void> {
  await page.goto(`/t/${tenant.slug}/billing`);
  await expect(
    page.getByRole("heading", { level: 1, name: /Billing Dashboard|請求ダッシュボード/ }),
  ).toBeVisible();
}

export async function createAccount(page: Page): Promise<string> {
  const create = { name: /^(Create payment account|支払アカウントを作成)$/ };
  await page.getByRole("button", create).click();
  await sheetOf(page).getByRole("button", create).click();
  await expect(page.getByText(/^cus_/)).toBeVisible();
  return (await page.getByText(/^cus_/).textContent())?.trim() ?? "";
}

/** Chooses a plan on the plan selection screen and waits for its exact preview. */
export async function choosePlan(page: Page, button: string, interval?: "Yearly"): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Choose a plan" })).toBeVisible();
  if (interval)
    await page
      .getByRole("radio", { name: interval })
      .or(page.getByRole("button", { name: interval }))
      .first()
      .click();
  await page
    .getByRole("button", { name: button, exact: true })
    .or(page.getByRole("link", { name: button, exact: true }))
    .click();
  await expect(sheetOf(page)).toBeVisible();
}

/** Fills the stand-in's card form and saves. */
export async function enterCard(page: Page, number: string): Promise<void> {
  await page.getByLabel(/^(Card number|カード番号)/).fill(number);
  await page.getByLabel(/^(Expiry|有効期限)/).fill("12 / 34");
  await page.getByLabel(/^(CVC|セキュリティコード)/).fill("123");
  await page.getByLabel(/^(Name on card|カード名義)/).fill("TEST PAYER");
  await page.getByRole("button", { name: /^(Save card|カードを保存)/ }).click();
}

/**
 * Chooses from a list that has just opened. It may still move with the page below it, and a click where it has been would
 * choose nothing; so the pointer is on it first.
 */
export async function pick(choice: Locator): Promise<void> {
  await expect(async () => {
    await choice.hover({ timeout: aMomentMs });
    await expect(choice).toHaveAttribute("data-highlighted", "", { timeout: aMomentMs });
  }).toPass();
  const closes = (await choice.getAttribute("role")) === "option";
  await choice.click();
  if (closes) await expect(choice).toBeHidden();
}

/** Presses with the finger where there is one, else with the mouse; gives up soon, to be tried again. */
export async function press(target: Locator): Promise<void> {
  const options = { timeout: aMomentMs };
  await (test.info().project.use.hasTouch ? target.tap(options) : target.click(options));
}

/**
 * Opens what a button or an item of a menu opens. The pointer's rest alone may open it too, and a click on an open one
 * closes it: which of them comes first is chance, so it is looked at before each try.
 */
export async function expand(opener: Locator): Promise<void> {
  await expect(async () => {
    if ((await opener.getAttribute("aria-expanded", { timeout: aMomentMs })) !== "true") await press(opener);
    await expect(opener).toHaveAttribute("aria-expanded", "true", { timeout: aMomentMs });
  }).toPass({ timeout: 5 * aMomentMs });
}

/** The open sheet or confirmation. A toast is a dialog too, but none that waits for an answer. */
export const sheetOf = (page: Page) =>
  page.locator("[role=dialog][data-open], [role=alertdialog][data-open]");

/** The license card of the dashboard. */
export const licenseCard = (page: Page) =>
  page.getByRole("region", { name: /License Information|ライセンス情報/ });

/** Waits until the license is in this state; `timeout` for what takes longer than a page. */
export async function expectLicense(
  page: Page,
  plan: string,
  state: string,
  timeout?: number,
): Promise<void> {
  await expect(licenseCard(page)).toContainText(plan, { timeout });
  // The whole chip: "Active" alone also stands in the rule of counting.
  await expect(licenseCard(page).getByText(state, { exact: true }).first()).toBeVisible({ timeout });
}

const arrived = /^It is now |になりました$/;

/** Presses a button of the demo's clock bar and waits until time has moved and the page shows it. */
export async function moveClock(page: Page, button: RegExp | string): Promise<void> {
  const bar = page.getByRole("region", { name: /^(Demo clock|デモの時計)$/ });
  // Its own: each button has one, too.
  const said = bar.locator(":scope > [role=status]");
  const before = await said.textContent();
  await bar.getByRole("button", { name: button }).click();
  // It says where time has arrived, which is another place each time. How long it moves depends on what is due.
  const timeout = limitMs(120_000);
  await expect(said).toHaveText(arrived, { timeout });
  await expect(said).not.toHaveText(before ?? "", { timeout });
  await expect(bar).toHaveAttribute("aria-busy", "false", { timeout });
}

/**
 * No violation that axe can find on the page as it stands. In its legacy mode it examines this page alone, which has no
 * frames of others, and opens no second one to sum up.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that is being read anew has none for a moment.
  await expect(page).toHaveTitle(/./);
  // What is shown while a page is on its way has no heading. Behind a dialog it is there, though hidden from readers.
  await expect(page.locator("h1").first()).toBeAttached();
  await page.waitForFunction(standsStill);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`)).toEqual(
    [],
  );
}

/**
 * No color or place is on its way to another: a button that can be pressed again fades in, and is pale until then. What has
 * just changed (a theme, a state) begins to move with the next picture, so two of them are waited for first.
 */
async function standsStill(): Promise<boolean> {
  for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
  return document.getAnimations().every(({ playState, effect }) => {
    const isEndless = effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
    return playState !== "running" || isEndless;
  });
}

/** Everything fits into the width of the screen, once it has taken its place there. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  await expect.poll(overhang).toBeLessThanOrEqual(0);
}
