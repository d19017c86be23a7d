import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, pick, sheetOf, signInAs } from "./support/acts";

// The SaaS admin defines prices in the console, without an engineer.
const admin = { email: "admin@choba.example" };
const support = { email: "support@choba.example" };
const mark = randomUUID().slice(0, 8);

const catalog = "/console/catalog";
const planPage = (key: string) => `${catalog}/plans/${key}`;
const card = (page: Page, name: string | RegExp) => page.getByRole("region", { name });
const add = (page: Page, kind: string) => page.getByRole("button", { name: kind, exact: true }).last();

/** Makes an empty draft and opens it. */
async function newPlan(page: Page, name: string, currency: string): Promise<string> {
  await page.goto(catalog);
  await page.getByRole("button", { name: "New plan" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Name (English)").fill(name);
  await choose(page, sheet.getByRole("combobox", { name: "Currency" }), currency);
  const key = await sheet.getByLabel("Key").inputValue();
  await sheet.getByRole("button", { name: "Create the draft" }).click();
  await page.waitForURL(`**${planPage(key)}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return key;
}

async function choose(page: Page, box: Locator, option: string | RegExp): Promise<void> {
  await box.click();
  await pick(page.getByRole("option", { name: option }).first());
}

async function addAddOn(page: Page, name: { en: string; ja: string }, amount: string): Promise<void> {
  await add(page, "Add-on").click();
  await pick(page.getByRole("menuitem", { name: "New add-on" }));
  const fresh = card(page, /^Add-on/).last();
  await fresh.getByLabel("Price a month").fill(amount);
  await fresh.getByLabel("Name (Japanese)").fill(name.ja);
  await fresh.getByLabel("Name (English)").fill(name.en);
  await expect(card(page, new RegExp(`^${name.en}`))).toBeVisible();
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}

test.describe("the plan of the AI platform (HYBRID-8)", () => {
  // From nothing to its price page and away again, each act where the one before has left off.
  test.describe.configure({ mode: "serial" });
  const unit = `tokens-${mark}`;
  let key: string;
  test.beforeEach(({ page }) => signInAs(page, admin));

  test("a meter unit is made", async ({ page }) => {
    await page.goto(`${catalog}/meter-units`);
    await page.getByRole("button", { name: "New meter unit" }).click();
    const sheet = sheetOf(page);
    await sheet.getByLabel("Display name (English)").fill(`Tokens ${mark}`);
    await sheet.getByLabel("Display name (Japanese)").fill(`トークン ${mark}`);
    await sheet.getByLabel("Unit name").fill(unit);
    await sheet.getByLabel("Unit, plural (English)").fill("tokens");
    await sheet.getByLabel("Unit, plural (Japanese)").fill("トークン");
    await sheet.getByLabel("Event name").fill("generation.done");
    await sheet.getByLabel("Property").fill("tokens");
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Create the meter unit" }).click();
    await expect(page.getByRole("row", { name: new RegExp(unit) })).toBeVisible();
  });

  test("its fees and add-ons are put together, and saved", async ({ page }) => {
    key = await newPlan(page, `AI SaaS platform ${mark}`, "USD");
    await add(page, "Base fee").click();
    await card(page, "Platform fee Base fee").getByLabel("Fee a month").fill("99");
    await add(page, "Seats").click();
    await card(page, "Seats").getByLabel("Seats included").fill("5");
    await card(page, "Seats").getByLabel("Further seat a month").fill("20");
    await addAddOn(page, { en: "Custom model", ja: "カスタムモデル" }, "49");
    await addAddOn(page, { en: "API access", ja: "APIアクセス" }, "29");
    await addAddOn(page, { en: "Priority queue", ja: "優先キュー" }, "19");
    await save(page);
  });

  test("with a price for its tokens it is published, as the sheet has said", async ({ page }) => {
    await page.goto(planPage(key));
    await add(page, "Usage").click();
    const usage = card(page, /Usage$/).last();
    await choose(page, usage.getByRole("combobox", { name: "Meter unit" }), new RegExp(`Tokens ${mark}`));
    const tokens = card(page, new RegExp(`^Tokens ${mark}`));
    await expect(tokens.getByLabel("Unit, plural (English)")).toHaveValue("tokens");
    await tokens.getByLabel("Included each month").fill("100,000");
    await tokens.getByLabel("Price", { exact: true }).fill("0.02");
    await tokens.getByLabel("for every").fill("1000");
    await expect(page.getByText("Nothing keeps this plan from being published.")).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Publish version 1…" }).click();
    await expect(sheetOf(page)).toContainText("$0.02 for every 1,000 tokens");
    await expect(sheetOf(page)).toContainText("Price: create");
    await expect(sheetOf(page)).toContainText("Nobody holds an earlier version.");
    await expectAccessible(page);
    await sheetOf(page).getByRole("button", { name: "Publish version 1" }).click();
    await expect(page.getByText("Version 1 on sale").first()).toBeVisible();
    await expect(page.getByText("A published version never changes.", { exact: false })).toBeVisible();
    await expectAccessible(page);
  });

  test("its price page says $325 for what the platform uses", async ({ page }) => {
    await page.goto(planPage(key));
    await page.getByRole("link", { name: "Price page" }).click();
    await page.waitForURL(/\/console\/prices/);
    await page.getByRole("textbox", { name: /^Seats/ }).fill("12");
    await page.getByRole("textbox", { name: new RegExp(`^Tokens ${mark}`) }).fill("500,000");
    await page.getByRole("switch", { name: /Custom model/ }).click();
    await page.getByRole("switch", { name: /API access/ }).click();
    await expect(page.getByText("$325.00").first()).toBeVisible();
  });

  test("in use, its meter unit can be called otherwise, and nothing else", async ({ page }) => {
    await page.goto(`${catalog}/meter-units?q=${unit}`);
    await page.getByRole("button", { name: `Edit Tokens ${mark}` }).click();
    await expect(sheetOf(page)).toContainText("Only the display name can change");
    await expect(sheetOf(page).getByLabel("Unit name")).toBeDisabled();
    await expect(sheetOf(page).getByLabel("Event name")).toBeDisabled();
    await sheetOf(page).getByLabel("Display name (English)").fill(`LLM tokens ${mark}`);
    await sheetOf(page).getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: `Delete LLM tokens ${mark}` }).click();
    await expect(sheetOf(page)).toContainText("cannot be deleted");
    await expect(sheetOf(page)).toContainText(key);
    await sheetOf(page).getByRole("button", { name: "Close" }).last().click();
  });

  test("it is taken off sale", async ({ page }) => {
    await page.goto(planPage(key));
    await page.getByRole("button", { name: /^More about/ }).click();
    await pick(page.getByRole("menuitem", { name: "Retire…" }));
    await sheetOf(page).getByRole("button", { name: "Take it off sale" }).click();
    await expect(page.getByText("Retired").first()).toBeVisible();
  });
});

test("what is wrong with a plan is told at its field and in the list, in both languages, and nothing is lost", async ({
  page,
}) => {
  await signInAs(page, admin);
  const key = await newPlan(page, `Bad plan ${mark}`, "JPY");
  await add(page, "Base fee").click();
  const base = card(page, "Platform fee Base fee");
  await base.getByLabel("Fee a month").fill("-5");
  await expect(base.getByText("This cannot be less than zero.")).toBeVisible();

  await add(page, "On-demand charge").click();
  const work = card(page, "On-demand charge");
  await work.getByLabel("Price for one").fill("0.1234567890123");
  await expect(work.getByText("At most 12 decimals.")).toBeVisible();
  await work.getByLabel("Included each month").fill("five");

  await add(page, "Usage").click();
  const usage = card(page, "Usage");
  await choose(page, usage.getByRole("combobox", { name: "Meter unit" }), /Monthly active users/);
  const mau = card(page, /^Monthly active users/);
  await choose(page, mau.getByRole("combobox", { name: "Beyond what is included" }), /In tiers, each/);
  await mau.getByRole("button", { name: "Add a tier" }).click();
  await mau.getByLabel("Tier 1: up to").fill("1000");
  await mau.getByLabel("Tier 2: up to").fill("500");
  await expect(mau.getByText("This tier ends below an earlier one.", { exact: false })).toBeVisible();

  // It cannot be published, and can be saved as it is.
  await page.getByRole("button", { name: "Publish version 1…" }).click();
  await expect(sheetOf(page)).toHaveCount(0);
  await save(page);
  await page.getByRole("button", { name: "Language" }).click();
  await pick(page.getByRole("menuitemradio", { name: "日本語" }));
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(
    page.getByText("前の段階より小さい数量で終わっています。", { exact: false }).first(),
  ).toBeVisible();
  const problems = card(page, "確認");
  await expect(problems).toContainText("0以上にしてください。負の値は使えません。");
  await expect(page.getByLabel("毎月含まれる量").first()).toHaveValue("five");
  await expectAccessible(page);

  // The list leads to the field.
  await problems
    .getByRole("button", { name: /段階2 · 終わり/ })
    .first()
    .click();
  await expect(page.getByLabel("段階2の終わり")).toBeFocused();

  await page.getByRole("button", { name: /その他の操作/ }).click();
  await pick(page.getByRole("menuitem", { name: "下書きを破棄…" }));
  await sheetOf(page).getByRole("button", { name: "下書きを破棄する" }).click();
  await page.waitForURL(`**${catalog}`);
  await expect(page.getByText(key, { exact: true })).toHaveCount(0);
});

test("cards move by the keyboard, what is removed can be put back, and nobody leaves unsaved by accident", async ({
  page,
}) => {
  await signInAs(page, admin);
  await newPlan(page, `Order ${mark}`, "USD");
  const order = () => page.getByRole("heading", { level: 3 }).allTextContents();
  for (const kind of ["Base fee", "Seats", "Usage"]) {
    await add(page, kind).press("Enter");
  }
  expect(await order()).toEqual(["Platform feeBase fee", "Seats", "Usage"]);
  await page.getByRole("button", { name: "Move Usage up" }).press("Enter");
  expect(await order()).toEqual(["Platform feeBase fee", "Usage", "Seats"]);
  await expect(page.getByRole("button", { name: "Move Usage up" })).toBeFocused();
  await page.getByRole("button", { name: "Remove Seats" }).press("Enter");
  expect(await order()).toEqual(["Platform feeBase fee", "Usage"]);
  await expect(page.getByRole("button", { name: "Put it back" })).toBeFocused();
  await page.keyboard.press("Enter");
  expect(await order()).toEqual(["Platform feeBase fee", "Usage", "Seats"]);

  await page.getByRole("link", { name: "Plans" }).first().click();
  await expect(sheetOf(page)).toContainText("Save your changes before you leave?");
  await sheetOf(page).getByRole("button", { name: "Save and leave" }).click();
  await page.waitForURL(`**${catalog}`);
});

test("two people at one draft: the second is told who saved, and neither loses anything", async ({
  page,
}) => {
  await signInAs(page, admin);
  const key = await newPlan(page, `Shared ${mark}`, "USD");
  const other = await page.context().newPage();
  await other.goto(planPage(key));
  await other.getByLabel("Summary (English)").fill("Theirs");
  await save(other);
  await page.getByLabel("Summary (English)").fill("Mine");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("Haruka Ono has saved this draft meanwhile.")).toBeVisible();
  await expect(page.getByLabel("Summary (English)")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await other.getByLabel("Summary (English)").fill("Theirs again");
  await other.getByRole("button", { name: "Save draft" }).click();
  await other.getByRole("button", { name: "Show the other version" }).click();
  await expect(other.getByLabel("Summary (English)")).toHaveValue("Mine");

  // Left without saving, what was typed is offered when the page is opened anew.
  await page.getByLabel("Summary (English)").fill("Never saved");
  await expect
    .poll(() => page.evaluate((kept) => sessionStorage.getItem(kept), `choba.plan-draft.${key}`))
    .toContain("Never saved");
  await page.goto(planPage(key));
  await page.getByRole("button", { name: "Bring them back" }).click();
  await expect(page.getByLabel("Summary (English)")).toHaveValue("Never saved");
});

test("what is exported can be imported again and is the same; a broken file is told field by field", async ({
  page,
}) => {
  await signInAs(page, admin);
  await page.goto(`${planPage("pro")}?version=1`);
  const downloaded = page.waitForEvent("download");
  await page.getByRole("button", { name: /^More about/ }).click();
  await pick(page.getByRole("menuitem", { name: "Export as JSON" }));
  const file = await (await downloaded).path();
  const text = await readFile(file, "utf8");

  await page.goto(catalog);
  await page.getByRole("button", { name: "Import" }).click();
  const sheet = sheetOf(page);
  const broken = JSON.parse(text);
  broken.components[0].amount_minor.month = 49;
  broken.components[1].surprise = true;
  await sheet.getByLabel("The plan as JSON").fill(JSON.stringify(broken));
  await sheet.getByLabel("Key of the plan").fill(`copy-${mark}`);
  await sheet.getByRole("button", { name: "Import as a draft" }).click();
  await expect(sheet).toContainText("components.0.amount_minor.month");
  await expect(sheet).toContainText("surprise");
  await expectAccessible(page);

  await sheet.getByLabel("JSON file").setInputFiles(file);
  await sheet.getByRole("button", { name: "Import as a draft" }).click();
  await page.waitForURL(`**${planPage(`copy-${mark}`)}`);
  await expect(page.getByRole("heading", { level: 2, name: "Price components" })).toBeVisible();
  const again = await page.request.get(`${planPage(`copy-${mark}`)}/export`);
  expect(await again.json()).toEqual(JSON.parse(text));
});

test("support reads the catalog and finds nothing to change in it", async ({ page }) => {
  await signInAs(page, support);
  await page.goto(catalog);
  await expect(page.getByRole("link", { name: "Starter", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "New plan" })).toHaveCount(0);
  await page.goto(planPage("starter"));
  await expect(page.getByRole("heading", { name: "Who is on this version" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^New draft/ })).toHaveCount(0);
  await expectAccessible(page);
  for (const place of ["meter-units", "add-ons", "coupons", "tax-rates"]) {
    await page.goto(`${catalog}/${place}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: /^(New|Edit|Delete|Archive|Save)/ })).toHaveCount(0);
    await expectAccessible(page);
  }
});

test("@phone the editor fits a phone", async ({ page }) => {
  await signInAs(page, admin);
  await newPlan(page, `Phone ${mark}`, "USD");
  await add(page, "Usage").click();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
