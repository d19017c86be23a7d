import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { ensureUser, foundTenant } from "@/lib/features/console/new-tenant/found-tenant";
import { systemContext } from "@/lib/features/foundation/context/context";
import {
  aMomentMs,
  createAccount,
  expand,
  expectAccessible,
  expectNoSidewaysScroll,
  openBilling,
  pick,
  sheetOf,
  signInAs,
} from "./support/acts";
import { newRep, type TestRep } from "./support/reps";
import { endTenants, newTenant, sandboxStripe, type TestTenant } from "./support/tenant";

test.afterAll(endTenants);

const admin = { email: "admin@choba.example" };
const list = "/console/tenants";
const mark = () => randomUUID().slice(0, 8);

/** Tenants that a search for `group` finds, and nothing else. */
async function newGroup(names: (group: string) => string[]): Promise<string> {
  const group = mark();
  const ctx = systemContext("e2e", new Date(), "e2e");
  const userId = await ensureUser(ctx, { name: "Owner", email: `${mark()}@e2e.example`, locale: "en" });
  for (const [index, name] of names(group).entries())
    await foundTenant(ctx, {
      slug: `e2e-${group}-${index}`,
      name,
      salesModel: "self_serve",
      currency: "JPY",
      timeZone: "Asia/Tokyo",
      locale: "en",
      members: [{ userId, role: "owner" }],
    });
  return group;
}

const rows = (page: Page) =>
  page
    .getByRole("table")
    .getByRole("row")
    .filter({ has: page.locator("td") });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("link", { name, exact: true });

/**
 * Chooses a filter's value from the menu within the menu, with the finger on a phone. A mouse that jumps there may be
 * taken for one that leaves, and all of it closes: then it is opened once more.
 */
async function filter(page: Page, name: string, value: string): Promise<void> {
  const filters = page.getByRole("button", { name: "Filters" });
  const choice = page.getByRole("menuitemradio", { name: value, exact: true });
  const chosen = page.getByRole("button", { name: `Remove filter ${name}: ${value}` });
  await expect(async () => {
    if (!(await chosen.isVisible())) {
      await expand(filters);
      await expand(page.getByRole("menuitem", { name, exact: true }));
      // The item slides in under the finger; a tap would wait for it to rest while the menu closes again.
      await choice.evaluate((item: HTMLElement) => item.click());
    }
    await expect(chosen).toBeVisible({ timeout: aMomentMs });
  }).toPass();
}

/** Opens ⌘K, types, and takes what is found first. */
async function jumpTo(page: Page, words: string, found: RegExp): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to or do" }).fill(words);
  await expect(page.getByRole("option", { name: found })).toBeVisible();
  await page.keyboard.press("Enter");
}

test.describe("a rep's own view", () => {
  test.describe.configure({ mode: "serial" });
  let rep: TestRep;
  let tenant: TestTenant;
  let address: string;
  test.beforeAll(async () => {
    [rep, tenant] = [await newRep(), await newTenant()];
  });
  test.beforeEach(({ page }) => signInAs(page, rep));

  test("a rep takes a tenant", async ({ page }) => {
    await page.goto(`${list}/${tenant.slug}`);
    await page.getByRole("button", { name: "Take this tenant" }).click();
    await expect(page.getByRole("button", { name: "Change", exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test("filters, chooses columns, and saves a view", async ({ page }) => {
    await page.goto(list);
    await expect(tab(page, "All")).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await tab(page, "My tenants").click();
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText(tenant.name);
    await filter(page, "State", "Free");
    await page.getByRole("button", { name: "Columns" }).click();
    await pick(page.getByRole("menuitemcheckbox", { name: "Billing details" }));
    await page.keyboard.press("Escape");
    await expect(rows(page)).toContainText("Incomplete");
    await page.getByRole("button", { name: "Sort by Tenant, ascending" }).click();
    await expect(page).toHaveURL(/sort=name/);

    await page.getByRole("button", { name: "Save view" }).click();
    await expectAccessible(page);
    await sheetOf(page).getByRole("button", { name: "Save view" }).click();
    await expect(sheetOf(page).getByText("Please fill this in.")).toBeVisible();
    await sheetOf(page).getByLabel("Name").fill("Mine on Free");
    await sheetOf(page).getByRole("button", { name: "Save view" }).click();
    await expect(tab(page, "Mine on Free")).toHaveAttribute("aria-current", "page");
    await expect(page).toHaveURL(/view=/);
    address = page.url();
  });

  test("comes back to it by its address", async ({ page }) => {
    await page.goto(list);
    await tab(page, "Payment failed").click();
    await expect(tab(page, "Payment failed")).toHaveAttribute("aria-current", "page");
    await page.goto(address);
    await expect(tab(page, "Mine on Free")).toHaveAttribute("aria-current", "page");
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("Incomplete");
    await expectAccessible(page);
  });

  test("changes, renames and deletes it", async ({ page }) => {
    await page.goto(address);
    await page.getByRole("button", { name: "Remove filter State: Free" }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);
    await page.getByRole("button", { name: "This view" }).click();
    await pick(page.getByRole("menuitem", { name: "Rename" }));
    await sheetOf(page).getByLabel("Name").fill("Mine");
    await sheetOf(page).getByRole("button", { name: "Rename view" }).click();
    await expect(tab(page, "Mine")).toHaveAttribute("aria-current", "page");
    await page.getByRole("button", { name: "This view" }).click();
    await pick(page.getByRole("menuitem", { name: "Delete" }));
    await sheetOf(page).getByRole("button", { name: "Delete view" }).click();
    await expect(sheetOf(page)).toHaveCount(0);
    await expect(tab(page, "Mine")).toHaveCount(0);
  });
});

test("⌘K finds a tenant from anywhere by a member's e-mail and by an invoice's number", async ({ page }) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.owner);
  await openBilling(page, tenant);
  const customer = await createAccount(page);
  const stripe = sandboxStripe();
  const draft = await stripe.invoices.create({ customer, auto_advance: false });
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 4_000, currency: "jpy" });
  const { number } = await stripe.invoices.finalizeInvoice(draft.id);

  await signInAs(page, await newRep());
  await page.goto("/console/catalog");
  await jumpTo(page, tenant.member.email, new RegExp(`${tenant.name}.*Member ${tenant.member.email}`));
  await page.waitForURL(new RegExp(`/console/tenants/${tenant.slug}`));

  const search = `/console/search?${new URLSearchParams({ q: number ?? "none" })}`;
  await expect.poll(async () => (await (await page.request.get(search)).json()).found).toHaveLength(1);
  await page.goto("/console/catalog");
  await jumpTo(page, number ?? "none", new RegExp(`${tenant.name}.*Invoice ${number}`));
  await page.waitForURL(new RegExp(`/console/tenants/${tenant.slug}`));

  await page.goto(`${list}?q=${number}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(`Invoice ${number}`);
});

test("the file holds what the filters show, and no cell begins a formula", async ({ page }) => {
  const group = await newGroup((name) => [`=1+1 ${name}`, `${name}, "quoted"`, `さくら ${name}`]);
  await signInAs(page, { email: "support@choba.example" });
  await page.goto(`${list}?q=${group}&sort=-name`);
  await expect(rows(page)).toHaveCount(3);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^tenants-\d{4}-\d\d-\d\d\.csv$/);
  const href = await page.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  const text = await (await page.request.get(href ?? "")).text();
  expect(text.startsWith("\uFEFFTenant,Address,")).toBe(true);
  const lines = text.trimEnd().split("\r\n").slice(1);
  expect(lines.map((line) => line.slice(0, line.indexOf(",e2e-"))).sort()).toEqual(
    [`'=1+1 ${group}`, `"${group}, ""quoted"""`, `さくら ${group}`].sort(),
  );

  await signInAs(page, (await newTenant()).owner);
  expect((await page.request.get(href ?? "")).status()).toBe(404);
});

test("a filter that the list does not know is told and can be removed; it never looks as if it had been obeyed", async ({
  page,
}) => {
  const group = await newGroup((name) => [`One ${name}`, `Two ${name}`]);
  await signInAs(page, { email: "support@choba.example" });
  await page.goto(`${list}?q=${group}&state=activ&stat=active&salesModel=self_serve`);
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Remove filter Sales model: Self-serve" })).toBeVisible();
  const mistyped = page.getByRole("button", { name: "Remove the unknown filter State: activ" });
  await expect(mistyped).toContainText("Unknown, not applied: State: activ");
  await expectAccessible(page);
  const misnamed = page.getByRole("button", { name: "Remove the unknown filter stat: active" });
  await misnamed.click();
  await expect(misnamed).toHaveCount(0);
  await mistyped.click();
  await expect(page.getByText("Unknown, not applied")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`\\?q=${group}&salesModel=self_serve$`));
  const file = await page.request.get(`/console/tenants.csv?q=${group}&state=activ`);
  expect([file.status(), await file.text()]).toEqual([422, expect.stringContaining("(state)")]);
});

test("an admin gives five tenants to a rep at once, with the keyboard as well", async ({ page }) => {
  const rep = await newRep();
  const group = await newGroup((name) => [1, 2, 3, 4, 5, 6].map((number) => `Group ${name} ${number}`));
  await signInAs(page, admin);
  await page.goto(`${list}?q=${group}`);
  await expect(rows(page)).toHaveCount(6);
  await page.getByRole("checkbox", { name: "Choose all on this page" }).click();
  await expect(page.getByText("6 tenants chosen")).toBeVisible();
  for (const _ of [1, 2, 3, 4, 5, 6]) await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("5 tenants chosen")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Assign a sales rep" }).click();
  const sheet = sheetOf(page);
  await sheet.getByRole("button", { name: "Assign 5 tenants" }).click();
  await expect(sheet.getByText("Choose one of the offered values.")).toBeVisible();
  await sheet.getByRole("combobox").click();
  await pick(page.getByRole("option", { name: rep.name }));
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Assign 5 tenants" }).click();
  await expect(page.getByText("5 tenants assigned")).toBeVisible();
  await expect(rows(page).filter({ hasText: rep.name })).toHaveCount(5);
  await expect(rows(page).filter({ hasText: "Nobody" })).toContainText(`Group ${group} 6`);

  await page.goto(`${list}/e2e-${group}-0/activity`);
  await expect(page.getByText("Changed the sales rep")).toBeVisible();
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });
  test("日本語でも絞り込み、保存したビューを開ける", async ({ page }) => {
    const [rep, tenant] = [await newRep(), await newTenant("ja")];
    await signInAs(page, rep);
    await page.goto(`${list}?q=${tenant.name.replace(" ", "+")}&rep=none`);
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: /担当営業: 担当なし/ })).toBeVisible();
    await page.getByRole("button", { name: "ビューを保存" }).click();
    await sheetOf(page).getByLabel("名前").fill("担当待ち");
    await sheetOf(page).getByRole("button", { name: "ビューを保存" }).click();
    const view = page.getByRole("navigation", { name: "ビュー" }).getByRole("link", { name: "担当待ち" });
    await expect(view).toHaveAttribute("aria-current", "page");
    await expectAccessible(page);
    await page.goto(`${list}/${tenant.slug}`);
    await page.getByRole("button", { name: "自分が担当する" }).click();
    await expect(page.getByText(rep.email)).toBeVisible();
  });
});

test("on a phone rows are cards that can be chosen, and nothing runs off @phone", async ({ page }) => {
  const rep = await newRep();
  const group = await newGroup((name) => [`Alpha ${name}`, `Beta ${name}`]);
  await signInAs(page, admin);
  await page.goto(`${list}?q=${group}`);
  await expect(rows(page)).toHaveCount(2);
  await expectNoSidewaysScroll(page);
  await page.getByRole("checkbox", { name: `Choose Beta ${group}` }).click();
  await page.getByRole("button", { name: "Assign a sales rep" }).click();
  await sheetOf(page).getByRole("combobox").click();
  await pick(page.getByRole("option", { name: rep.name }));
  await sheetOf(page).getByRole("button", { name: "Assign one tenant" }).click();
  await expect(rows(page).filter({ hasText: rep.name })).toHaveCount(1);
  await filter(page, "Sales rep", "Without a rep");
  await expect(rows(page)).toHaveCount(1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
